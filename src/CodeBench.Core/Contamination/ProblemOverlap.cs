namespace CodeBench.Core.Contamination;

/// <summary>How much of a problem a corpus has.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Tokens">How many tokens it has; with fewer than a gram has, nothing of it can be found.</param>
/// <param name="Covered">How many of these are part of a gram that the corpus has.</param>
/// <param name="Matches">How often the corpus has its prompt word for word.</param>
/// <param name="Places">The first few of these, in the order of the corpus.</param>
public sealed record ProblemOverlap(string TaskId, int Tokens, int Covered, long Matches, IReadOnlyList<PromptPlace> Places)
{
    /// <summary>The share of its tokens that are covered, from 0 to 1.</summary>
    public double Share => Tokens == 0 ? 0 : (double)Covered / Tokens;
}
