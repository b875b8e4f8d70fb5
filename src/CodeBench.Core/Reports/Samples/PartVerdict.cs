using CodeBench.Core.Languages;

namespace CodeBench.Core.Reports.Samples;

/// <summary>What came of a part of a suite's tests with one sample.</summary>
/// <param name="Part">The part's name: "humaneval+base".</param>
/// <param name="Problem">The sample's problem: an index into the problems.</param>
/// <param name="Sample">The sample's number, counted from 0.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Output">Which of the run's outputs is its own, counted from 0.</param>
public sealed record PartVerdict(string Part, int Problem, int Sample, Verdict Verdict, int Output);
