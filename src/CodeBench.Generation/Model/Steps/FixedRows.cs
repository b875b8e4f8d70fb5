namespace CodeBench.Generation.Model.Steps;

/// <summary>
/// Makes all passes through a model equally large, so that no number depends on what else is decoded: processors add in another order where
/// a matrix has other sizes. Rows that are missing are filled up with tokens that nobody looks at, and each sequence attends by itself.
/// </summary>
/// <param name="Count">Tokens of a pass, 1 or more; a pass may not have more of its own.</param>
/// <param name="SpareSlot">A slot of the cache, at least <paramref name="Count"/> positions long, that no sequence has.</param>
public sealed record FixedRows(int Count, int SpareSlot);
