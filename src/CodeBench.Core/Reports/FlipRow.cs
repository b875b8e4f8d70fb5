using CodeBench.Core.Comparisons;
using CodeBench.Core.Reports.Page;

namespace CodeBench.Core.Reports;

/// <summary>A problem with which two runs fared differently.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="Problem">The problem.</param>
public sealed record FlipRow(string Suite, string Language, PairedProblem Problem)
{
    /// <summary>The address of its samples within the page.</summary>
    public string Link => PageLink.To(Suite, Language, Problem.TaskId);

    /// <summary>Whether the second run fared worse.</summary>
    public bool Lost => Problem.Difference() < 0;
}
