using CodeBench.Core.Reports.Charts;

namespace CodeBench.Core.Reports;

/// <summary>A part of a suite's tests against all of them: what the rest of the tests found.</summary>
/// <param name="Suite">The suite: all tests.</param>
/// <param name="Part">The score of the part of the tests.</param>
/// <param name="Language">The language.</param>
/// <param name="Points">How problems fare, those alike together.</param>
/// <param name="Lost">The problems that have samples which pass the part and not all; those that lose most first.</param>
public sealed record ReportParity(
    string Suite, string Part, string Language, IReadOnlyList<ParityPoint> Points, IReadOnlyList<LostProblem> Lost)
{
    /// <summary>How many problems pass the part with some sample.</summary>
    public int PartProblems => Points.Where(point => point.Part > 0).Sum(point => point.Problems);

    /// <summary>How many problems pass all tests with some sample.</summary>
    public int WholeProblems => Points.Where(point => point.Whole > 0).Sum(point => point.Problems);

    /// <summary>A picture of it.</summary>
    public Chart Picture => ParityChart.Of(
        $"{Suite} {Part} {Language}",
        Suite,
        Part,
        Points,
        $"{PartProblems} problems have a sample that passes {Part}, {WholeProblems} one that passes {Suite}. Below the line: what the other tests found.");
}
