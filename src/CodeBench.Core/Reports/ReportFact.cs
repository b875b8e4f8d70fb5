namespace CodeBench.Core.Reports;

/// <summary>One thing that made a run.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record ReportFact(string Name, string Value);
