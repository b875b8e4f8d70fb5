namespace CodeBench.Core.Reports.Usage;

/// <summary>The problems of one suite in one language, each a square.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="Problems">The problems, in the order of the run.</param>
public sealed record ProblemMap(string Suite, string Language, IReadOnlyList<ProblemTally> Problems)
{
    /// <summary>How many problems every sample passed.</summary>
    public int Always => Problems.Count(problem => problem.Samples > 0 && problem.Passed == problem.Samples);

    /// <summary>How many no sample passed.</summary>
    public int Never => Problems.Count(problem => problem.IsNever);

    /// <summary>How many have no verdict: nothing but sandbox faults, or nothing at all.</summary>
    public int Unjudged => Problems.Count(problem => problem.Samples == 0);
}
