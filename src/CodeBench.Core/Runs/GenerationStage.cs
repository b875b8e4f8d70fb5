using CodeBench.Core.Completions;

namespace CodeBench.Core.Runs;

/// <summary>From prompts to completions: asks the model for the samples that are not there yet, and writes each as it comes.</summary>
/// <param name="source">The model.</param>
/// <param name="trimmers">What languages may cut completions with.</param>
/// <param name="observer">Who watches.</param>
public sealed class GenerationStage(ICompletionSource source, IReadOnlyList<ICompletionTrimmer> trimmers, IRunObserver observer)
{
    /// <summary>Fills completions.jsonl.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suites">Its suites.</param>
    /// <param name="batch">The most sequences decoded together, 1 or more.</param>
    /// <param name="cancellationToken">Stops the model; what is written stays.</param>
    public async Task RunAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, int batch, CancellationToken cancellationToken)
    {
        var sampling = folder.Manifest.Plan.Sampling ?? throw new InvalidOperationException("The run has no sampling plan.");
        var trimmings = suites.Select(suite => new CompletionTrimming(suite, trimmers)).ToList();
        folder.Prompts.Replace(suites.SelectMany(suite => suite.Prompts));
        var there = folder.Completions.Read().Select(SampleKey.Of).ToHashSet();

        await using var progress = observer.Begin("generating", "completions", there.Count, suites.Sum(suite => suite.Problems.Count) * sampling.Samples);
        using var output = folder.Completions.Append();
        foreach (var (suite, trimming) in suites.Zip(trimmings))
        {
            var prompts = suite.Prompts.ToDictionary(RequestKey);
            var requests = suite.Prompts.Select(prompt => Request(prompt, sampling.Samples, there)).Where(request => request.Samples.Count > 0).ToList();
            if (requests.Count == 0)
            {
                continue;
            }

            var options = sampling.ToOptions(suite.Style.MaxTokens, batch);
            await foreach (var completion in source.CompleteAsync(requests, options, cancellationToken).ConfigureAwait(false))
            {
                output.Write(Line(prompts[completion.Key], completion, trimming));
                progress.Advance();
            }
        }
    }

    // What a sample's randomness depends on, beside the seed: it must not change between versions.
    private static string RequestKey(PromptLine prompt) => $"{prompt.Suite}:{prompt.Language}:{prompt.TaskId}";

    private static CompletionRequest Request(PromptLine prompt, int samples, HashSet<SampleKey> there) => new()
    {
        Key = RequestKey(prompt),
        Prompt = prompt.Prompt,
        StopSequences = prompt.StopSequences,
        Samples =
        [
            .. Enumerable.Range(0, samples)
                .Where(sample => !there.Contains(new SampleKey(prompt.Suite, prompt.Language, prompt.TaskId, sample))),
        ],
    };

    private static CompletionLine Line(PromptLine prompt, GeneratedCompletion completion, CompletionTrimming trimming) => new()
    {
        Suite = prompt.Suite,
        Language = prompt.Language,
        TaskId = prompt.TaskId,
        Sample = completion.Sample,
        Kind = SampleKind.Completion,
        Raw = completion.Text,
        Completion = trimming.Trim(prompt, completion),
        Tokens = completion.Tokens,
        FinishReason = completion.FinishReason,
    };
}
