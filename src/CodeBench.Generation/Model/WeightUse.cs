namespace CodeBench.Generation.Model;

/// <summary>What a decoder does with a weight, on which depends how its numbers may lie in memory.</summary>
internal enum WeightUse
{
    /// <summary>Takes all its numbers, as those of norms and biases, or single rows of them, as an embedding's.</summary>
    Numbers,

    /// <summary>Multiplies with it, and nothing else.</summary>
    Products,

    /// <summary>Takes single rows, and multiplies with it: an embedding that is also the output's matrix.</summary>
    RowsAndProducts,
}
