namespace CodeBench.Core.Reports.References;

/// <summary>Published scores, for a reader to put beside a run's own: a row a model, a column a suite and language of the run.</summary>
/// <param name="Title">What the table is called: "The Llama 3 Herd of Models, table 18".</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Columns">The columns: "humaneval python".</param>
/// <param name="Rows">The rows.</param>
public sealed record PublishedTable(string Title, string Source, IReadOnlyList<string> Columns, IReadOnlyList<PublishedRow> Rows);
