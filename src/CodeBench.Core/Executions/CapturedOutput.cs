namespace CodeBench.Core.Executions;

/// <summary>What a step wrote to one of its streams: the start and the end are kept, the middle is counted.</summary>
/// <param name="Head">The first bytes, as UTF-8; bytes that are not UTF-8 become U+FFFD.</param>
/// <param name="Tail">The last bytes, empty where everything is in <paramref name="Head"/>.</param>
/// <param name="DroppedBytes">How many bytes between them were dropped.</param>
public sealed record CapturedOutput(string Head, string Tail, long DroppedBytes)
{
    /// <summary>No output.</summary>
    public static CapturedOutput Empty { get; } = new("", "", 0);

    /// <summary>Head and tail in one text, with a line between them that says how much is missing.</summary>
    public string Text => DroppedBytes == 0 ? Head + Tail : $"{Head}\n[... {DroppedBytes} bytes cut ...]\n{Tail}";
}
