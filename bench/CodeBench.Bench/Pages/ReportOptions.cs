namespace CodeBench.Bench.Pages;

/// <summary>What `report` is asked to measure.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="Rounds">How often the page is opened.</param>
internal sealed record ReportOptions(string Suite, int Samples, int Rounds);
