namespace CodeBench.Core.Completions;

/// <summary>Something that continues prompts: a checkpoint, or a server.</summary>
public interface ICompletionSource : IAsyncDisposable
{
    /// <summary>What stands in run.json of the model: names, hashes, devices. Keys are snake_case.</summary>
    IReadOnlyDictionary<string, string> Description { get; }

    /// <summary>Yields each completion as soon as it is finished, in any order.</summary>
    /// <exception cref="Faults.InvalidInputException">A prompt does not fit into the model's context.</exception>
    IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken);
}
