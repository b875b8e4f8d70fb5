namespace CodeBench.Generation.Model;

/// <summary>Whether matrices of a family have biases beside them.</summary>
/// <param name="Field">The field of config.json that says so; null where the family has no choice.</param>
/// <param name="Otherwise">What holds where no field says anything.</param>
public sealed record BiasRule(string? Field, bool Otherwise)
{
    /// <summary>There are none.</summary>
    public static BiasRule Never { get; } = new(null, false);

    /// <summary>There are some.</summary>
    public static BiasRule Always { get; } = new(null, true);
}
