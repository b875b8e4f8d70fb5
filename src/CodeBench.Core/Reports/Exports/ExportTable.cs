namespace CodeBench.Core.Reports.Exports;

/// <summary>A table that other programs read.</summary>
/// <typeparam name="T">What a row is.</typeparam>
/// <param name="Name">Its name, and its file's: "samples".</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Rows">The rows; read from files while they are enumerated, so no more than a few are to be held at a time.</param>
public sealed record ExportTable<T>(string Name, IReadOnlyList<ExportColumn<T>> Columns, IEnumerable<T> Rows);
