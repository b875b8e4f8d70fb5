using CodeBench.Core.Faults;

namespace CodeBench.Core.Completions;

/// <summary>How much is decoded together: changes speed and memory, not results.</summary>
/// <param name="Sequences"><see cref="SamplingOptions.Batch"/>.</param>
/// <param name="CacheMemory"><see cref="SamplingOptions.CacheMemory"/>.</param>
public sealed record BatchLimits(int Sequences = BatchLimits.DefaultSequences, ByteSize? CacheMemory = null)
{
    /// <summary>How many sequences are decoded together where nobody says.</summary>
    public const int DefaultSequences = 32;
}
