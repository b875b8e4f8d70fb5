namespace CodeBench.Generation.Tokens;

/// <summary>The tokenizer of a checkpoint folder, and what the checkpoint says of the ends of a sequence.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="BosId">The id to be put before every prompt; null where the checkpoint wants none.</param>
/// <param name="EosIds">The ids that end an answer, each once; empty where the checkpoint names none.</param>
/// <param name="Files">The full paths of all files that this was read from.</param>
public sealed record CheckpointTokenizer(
    ITokenizer Tokenizer, int? BosId, IReadOnlyList<int> EosIds, IReadOnlyList<string> Files)
{
    /// <summary>The ids of a prompt, with the begin-of-sequence token where the checkpoint wants one.</summary>
    /// <param name="prompt">The text.</param>
    /// <param name="isChat">Whether a chat template has made it: then that token is where it belongs already.</param>
    public IReadOnlyList<int> EncodePrompt(string prompt, bool isChat)
    {
        var ids = Tokenizer.Encode(prompt);
        return !isChat && BosId is { } bos ? [bos, .. ids] : ids;
    }
}
