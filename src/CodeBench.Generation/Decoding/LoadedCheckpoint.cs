using CodeBench.Core.Faults;
using CodeBench.Generation.Model;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Decoding;

/// <summary>A checkpoint in memory.</summary>
/// <param name="Folder">Its folder's full path.</param>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">The tokenizer; null where there is none that is understood, and none is needed.</param>
/// <param name="EosIds">The ids that end an answer.</param>
/// <param name="WhyNoTokenizer">What is wrong with the tokenizer where there is none.</param>
public sealed record LoadedCheckpoint(
    string Folder, Decoder Model, CheckpointTokenizer? Tokenizer, IReadOnlyList<int> EosIds, IReadOnlyList<Fault> WhyNoTokenizer) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
