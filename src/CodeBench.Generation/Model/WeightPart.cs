namespace CodeBench.Generation.Model;

/// <summary>A tensor of a checkpoint.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Sizes">Its sizes, the outermost first.</param>
public sealed record WeightPart(string Name, IReadOnlyList<long> Sizes)
{
    /// <summary>How many numbers it is.</summary>
    public long Count => Sizes.Aggregate(1L, (product, size) => product * size);
}
