using System.Collections.Concurrent;
using CodeBench.Core.Completions;

namespace CodeBench.Generation.Decoding;

/// <summary>Prompts that nobody reads yet, in their order. Several schedulers may take of one, each on its own thread: whoever has room takes the next.</summary>
/// <param name="prompts">The prompts and their ids; each must want a sample at least.</param>
internal sealed class PromptQueue(IEnumerable<(CompletionRequest Request, IReadOnlyList<int> Ids)> prompts)
{
    private readonly ConcurrentQueue<(CompletionRequest Request, IReadOnlyList<int> Ids)> _waiting = new(prompts);

    /// <summary>Whether all were taken.</summary>
    public bool IsEmpty => _waiting.IsEmpty;

    /// <summary>Takes the next one.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out (CompletionRequest Request, IReadOnlyList<int> Ids) prompt) => _waiting.TryDequeue(out prompt);
}
