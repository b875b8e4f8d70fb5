namespace CodeBench.Core.Reports.Charts;

/// <summary>What a colour of a chart stands for.</summary>
/// <param name="Name">What.</param>
/// <param name="Colour">The colour: a variable of the page's style sheet.</param>
public sealed record ChartKey(string Name, string Colour);
