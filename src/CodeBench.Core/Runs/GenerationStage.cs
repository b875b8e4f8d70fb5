using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Runs;

/// <summary>From prompts to completions: asks the model for the samples that are not there yet, and writes each as it comes.</summary>
/// <param name="source">The model.</param>
/// <param name="trimmers">What languages may cut completions with.</param>
/// <param name="observer">Who watches.</param>
public sealed class GenerationStage(ICompletionSource source, IReadOnlyList<ICompletionTrimmer> trimmers, IRunObserver observer)
{
    /// <summary>Finds out whether the model can be asked, before anything is written.</summary>
    /// <param name="suites">What it will be asked.</param>
    /// <param name="sampling">How completions are drawn.</param>
    /// <param name="batch">How much is decoded together.</param>
    /// <param name="now">What a template that asks for the date is told.</param>
    /// <exception cref="InvalidInputException">A prompt does not fit into the model's context, or not into the memory that there is for it: of all suites.</exception>
    public void Check(IReadOnlyList<SuiteRun> suites, SamplingPlan sampling, BatchLimits batch, DateTimeOffset now)
    {
        var faults = new FaultCollector();
        foreach (var suite in suites)
        {
            var requests = suite.Render(source, now).Select(prompt => Request(prompt, sampling.Samples, [])).ToList();
            faults.Try(() =>
            {
                source.Check(requests, sampling.ToOptions(suite.Style.MaxTokens, batch));
                return suite;
            });
        }

        faults.ThrowIfAny();
    }

    /// <summary>Fills completions.jsonl.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suites">Its suites.</param>
    /// <param name="batch">How much is decoded together.</param>
    /// <param name="cancellationToken">Stops the model; what is written stays.</param>
    /// <exception cref="InvalidInputException">A line that is there is damaged, or a sample has two.</exception>
    public async Task RunAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, BatchLimits batch, CancellationToken cancellationToken)
    {
        var sampling = folder.Manifest.Plan.Sampling ?? throw new InvalidOperationException("The run has no sampling plan.");
        // A run that goes on another day asks what it asked before: the date in its prompts is that of its beginning.
        var asked = suites
            .Select(suite => (Suite: suite, Prompts: suite.Render(source, folder.Manifest.Created), Trimming: new CompletionTrimming(suite, trimmers)))
            .ToList();
        var there = EachSampleOnce.Read(folder.Completions, SampleKey.Of).Select(SampleKey.Of).ToHashSet();
        folder.RecordServer(source.Server);
        folder.Prompts.Replace(asked.SelectMany(item => item.Prompts));

        var total = suites.Sum(suite => suite.Problems.Count) * sampling.Samples;
        await using var progress = observer.Begin("generating", "completions", there.Count, total, source.Meter);
        using var output = folder.Completions.Append();
        foreach (var (suite, lines, trimming) in asked)
        {
            var prompts = lines.ToDictionary(RequestKey);
            var requests = lines.Select(prompt => Request(prompt, sampling.Samples, there)).Where(request => request.Samples.Count > 0).ToList();
            if (requests.Count == 0)
            {
                continue;
            }

            var options = sampling.ToOptions(suite.Style.MaxTokens, batch);
            await foreach (var completion in source.CompleteAsync(requests, options, cancellationToken).ConfigureAwait(false))
            {
                output.Write(Line(suite.Style, prompts[completion.Key], completion, trimming));
                progress.Advance();
            }
        }
    }

    // What a sample's randomness depends on, beside the seed: it must not change between versions.
    // Variants of a prompt share it: what their samples differ in comes from the prompts.
    private static string RequestKey(PromptLine prompt) => $"{SuiteName.WithoutVariant(prompt.Suite)}:{prompt.Language}:{prompt.TaskId}";

    private static CompletionRequest Request(PromptLine prompt, int samples, HashSet<SampleKey> there) => new()
    {
        Key = RequestKey(prompt),
        Prompt = prompt.Prompt ?? "",
        Messages = prompt.Messages,
        StopSequences = prompt.StopSequences,
        Samples =
        [
            .. Enumerable.Range(0, samples)
                .Where(sample => !there.Contains(new SampleKey(prompt.Suite, prompt.Language, prompt.TaskId, sample))),
        ],
    };

    private static CompletionLine Line(PromptStyle style, PromptLine prompt, GeneratedCompletion completion, CompletionTrimming trimming) => new()
    {
        Suite = prompt.Suite,
        Language = prompt.Language,
        TaskId = prompt.TaskId,
        Sample = completion.Sample,
        Kind = style.Chat is null ? SampleKind.Completion : SampleKind.Answer,
        Raw = completion.Text,
        Completion = WithoutTabs(trimming.Trim(prompt, completion), style.TabWidth),
        Tokens = completion.Tokens,
        FinishReason = completion.FinishReason,
        Logprobs = completion.LogProbabilities,
    };

    private static string WithoutTabs(string completion, int? width) =>
        width is { } spaces ? completion.Replace("\t", new string(' ', spaces), StringComparison.Ordinal) : completion;
}
