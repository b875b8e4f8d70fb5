namespace CodeBench.Core.Reports.References;

/// <summary>A model's published scores.</summary>
/// <param name="Name">The model.</param>
/// <param name="Cells">A cell for each column: "72.6 ± 6.8"; empty where none was published.</param>
public sealed record PublishedRow(string Name, IReadOnlyList<string> Cells);
