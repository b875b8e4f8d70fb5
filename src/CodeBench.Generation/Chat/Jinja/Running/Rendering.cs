using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Running;

/// <summary>One rendering: what its parts share.</summary>
/// <param name="now">What a template that asks for the date is told.</param>
internal sealed class Rendering(DateTimeOffset now)
{
    /// <summary>What it may take.</summary>
    public Budget Budget { get; } = new();

    /// <summary>Prints values.</summary>
    public ValueText Text => new(Budget);

    /// <summary>Compares values.</summary>
    public Comparison Comparison => new(Budget);

    /// <summary>Calculates.</summary>
    public Arithmetic Arithmetic => new(Budget);

    /// <summary>What a template that asks for the date is told.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The line of what is being rendered.</summary>
    public int Line { get; set; }
}
