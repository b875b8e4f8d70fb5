using CodeBench.Core.Prompts;

namespace CodeBench.Core.Completions;

/// <summary>Something that continues prompts: a checkpoint, or a server.</summary>
public interface ICompletionSource : IAsyncDisposable
{
    /// <summary>What stands in run.json of the model: names, hashes, devices. Keys are snake_case.</summary>
    IReadOnlyDictionary<string, string> Description { get; }

    /// <summary>
    /// What stands in run.json beside the plan: where the model was asked. It may be another place when a run goes on. Keys are snake_case; empty where the
    /// model computes here.
    /// </summary>
    IReadOnlyDictionary<string, string> Server => new Dictionary<string, string>();

    /// <summary>How much was decoded so far; null where the source cannot tell.</summary>
    DecodingMeter? Meter => null;

    /// <summary>
    /// The text that the model is given of a chat. Where the last turn is the assistant's, the text ends with the last character of that turn, so
    /// that the model continues it; else it ends where the assistant's turn begins.
    /// </summary>
    /// <param name="messages">The turns, at least one.</param>
    /// <param name="now">What a template that asks for the date is told.</param>
    /// <returns>Null where the model stands behind a server that takes the turns as they are.</returns>
    /// <exception cref="Faults.InvalidInputException">The model has no chat template, or the template refuses the chat.</exception>
    string? Render(IReadOnlyList<ChatMessage> messages, DateTimeOffset now);

    /// <summary>Finds out whether completions can be had, before the first is asked for.</summary>
    /// <param name="requests">The prompts.</param>
    /// <param name="sampling">How to draw.</param>
    /// <exception cref="Faults.InvalidInputException">What <see cref="CompleteAsync"/> would say.</exception>
    void Check(IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling)
    {
    }

    /// <summary>Yields each completion as soon as it is finished, in any order.</summary>
    /// <exception cref="Faults.InvalidInputException">A prompt does not fit into the model's context, or not into the memory that there is for it.</exception>
    /// <exception cref="Faults.MachineNotAbleException">The model cannot be asked any more; what came before was yielded.</exception>
    IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken);
}
