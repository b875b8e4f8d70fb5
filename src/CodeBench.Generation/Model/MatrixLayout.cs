namespace CodeBench.Generation.Model;

/// <summary>How the numbers of matrices lie in memory.</summary>
public enum MatrixLayout
{
    /// <summary>As in the checkpoint.</summary>
    Plain,

    /// <summary>As products of single rows are fastest.</summary>
    ForOneSequence,

    /// <summary>As products of several rows are fastest, even where single ones take longer for it.</summary>
    ForManySequences,
}
