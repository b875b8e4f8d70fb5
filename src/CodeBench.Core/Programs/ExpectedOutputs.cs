namespace CodeBench.Core.Programs;

/// <summary>What a problem's reference solution returns for each input, as the language's driver wrote it.</summary>
/// <param name="Groups">For each group of inputs, in the suite's order.</param>
public sealed record ExpectedOutputs(IReadOnlyList<ExpectedGroup> Groups);
