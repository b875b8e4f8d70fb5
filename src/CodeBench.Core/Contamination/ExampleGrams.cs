namespace CodeBench.Core.Contamination;

/// <summary>A problem's text, cut into grams.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Tokens">How many tokens it has.</param>
/// <param name="PromptTokens">How many of these, from the first on, are the prompt's.</param>
/// <param name="Grams">The numbers of its grams in the index, in their order: one for each token but the last seven; none where it is too short.</param>
internal sealed record ExampleGrams(string TaskId, int Tokens, int PromptTokens, IReadOnlyList<int> Grams)
{
    /// <summary>How many grams the prompt has, from the first on; 0 where it is too short to be looked for.</summary>
    public int PromptGrams => Math.Max(0, PromptTokens - Gram.Length + 1);

    /// <summary>How many of its tokens are part of a gram that was found.</summary>
    /// <param name="found">Whether a gram was, by number.</param>
    public int Covered(IReadOnlyList<bool> found)
    {
        var (covered, end) = (0, 0);
        for (var at = 0; at < Grams.Count; at++)
        {
            if (found[Grams[at]])
            {
                covered += at + Gram.Length - Math.Max(at, end);
                end = at + Gram.Length;
            }
        }

        return covered;
    }
}
