using System.Runtime.CompilerServices;
using CodeBench.Core.Completions;
using CodeBench.Core.Prompts;

namespace CodeBench.Core.Tests.Runs;

/// <summary>A model that says what a script says, and may die on the way.</summary>
internal sealed class ScriptedSource(Func<string, int, string> script, int dieAfter = int.MaxValue) : ICompletionSource
{
    public List<(string Key, int Sample)> Asked { get; } = [];

    public bool MetStop { get; init; }

    public IReadOnlyList<float>? LogProbabilities { get; init; }

    /// <summary>Is called when the next completion is asked for, with those that were given.</summary>
    public Action<int> BeforeNext { get; init; } = _ => { };

    public List<CompletionRequest> Requests { get; } = [];

    public IReadOnlyDictionary<string, string> Description { get; } = new Dictionary<string, string> { ["name"] = "scripted" };

    public string Render(IReadOnlyList<ChatMessage> messages, DateTimeOffset now) =>
        string.Concat(messages.Select(message => $"<{message.Role}>{message.Content}")) + $"<{now:yyyy-MM-dd}>";

    public async IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.AddRange(requests);
        foreach (var (request, sample) in requests.SelectMany(request => request.Samples.Select(sample => (request, sample))))
        {
            await Task.Yield();
            if (Asked.Count == dieAfter)
            {
                throw new InvalidOperationException("the model died");
            }

            Asked.Add((request.Key, sample));
            yield return new GeneratedCompletion
            {
                Key = request.Key,
                Sample = sample,
                Text = script(request.Key, sample),
                Tokens = 5,
                FinishReason = FinishReason.Stop,
                MetStop = MetStop,
                LogProbabilities = LogProbabilities,
            };
            BeforeNext(Asked.Count);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
