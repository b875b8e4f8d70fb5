namespace CodeBench.Core.Completions;

/// <summary>How much a source has decoded: kept by whoever decodes, one or several at once, read by whoever shows it, at any time and from any thread.</summary>
public sealed class DecodingMeter
{
    private long _tokens;
    private int _sequences;

    /// <summary>Tokens that were drawn so far, in all.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    /// <summary>Sequences that are being decoded now.</summary>
    public int Sequences => Volatile.Read(ref _sequences);

    /// <summary>A step is done.</summary>
    /// <param name="tokens">How many tokens were drawn in it.</param>
    /// <param name="change">How many more sequences are being decoded than before; below 0 where some have ended.</param>
    public void Step(int tokens, int change)
    {
        Interlocked.Add(ref _tokens, tokens);
        Interlocked.Add(ref _sequences, change);
    }
}
