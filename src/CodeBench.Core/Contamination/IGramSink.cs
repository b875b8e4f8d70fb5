namespace CodeBench.Core.Contamination;

/// <summary>Takes the grams of a text, one after the other. Made as a structure, so that it becomes part of the loop that makes them.</summary>
internal interface IGramSink
{
    /// <summary>The next gram; it begins one token behind the last.</summary>
    /// <param name="gram">Its hash.</param>
    /// <param name="start">Where its first token begins: bytes from the beginning of the text.</param>
    void Take(ulong gram, long start);
}
