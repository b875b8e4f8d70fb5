using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;

namespace CodeBench.Cli.Commands;

/// <summary>`complete` with a server: each completion is shown as a whole, in the order of their numbers.</summary>
/// <param name="tools">What it works with.</param>
internal sealed class ServerCompletion(Toolbox tools)
{
    /// <summary>Asks for one prompt's completions.</summary>
    /// <param name="choice">The server.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="sampling">How completions are drawn.</param>
    /// <param name="faults">What was found so far; thrown with what is found here.</param>
    /// <param name="json">Whether one document is printed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">All faults.</exception>
    public async Task<ExitStatus> RunAsync(
        ModelChoice choice, PromptChoice prompt, SamplingOptions sampling, FaultCollector faults, bool json, CancellationToken cancellationToken)
    {
        if (prompt.Ids is not null)
        {
            faults.Add(new Fault("--prompt-ids", null, null, "is for checkpoints: a server makes the ids itself, and what they stand for is not known here; give --prompt"));
        }

        faults.ThrowIfAny();
        await using var model = await tools.OpenModelAsync(choice, cancellationToken).ConfigureAwait(false);
        var request = RequestOf(prompt, sampling);
        model.Check([request], sampling);

        var start = tools.Time.GetTimestamp();
        var there = new SortedDictionary<int, PromptCompletion>();
        var shown = 0;
        await foreach (var completion in model.CompleteAsync([request], sampling, cancellationToken).ConfigureAwait(false))
        {
            there[completion.Sample] = Of(completion);
            for (; !json && there.TryGetValue(shown, out var next); shown++)
            {
                Show(next, sampling.Samples > 1);
            }
        }

        if (json)
        {
            tools.Screen.Print(CompletionDocument.Of(null, null, [.. there.Values]));
        }

        var tokens = there.Values.Sum(one => one.Tokens);
        tools.Screen.Say($"{tokens} tokens ({CompletionDocument.Reasons([.. there.Values])}), {Rate.Words(Rate.Of(tokens, tools.Time.GetElapsedTime(start)))}, the server's queue included");
        return ExitStatus.Done;
    }

    private static CompletionRequest RequestOf(PromptChoice prompt, SamplingOptions sampling) => new()
    {
        Key = prompt.Text!,
        Prompt = prompt.IsChat ? "" : prompt.Text!,
        Messages = prompt.IsChat ? [new ChatMessage(ChatMessage.User, prompt.Text!)] : null,
        StopSequences = prompt.StopSequences,
        Samples = [.. Enumerable.Range(0, sampling.Samples)],
    };

    private void Show(PromptCompletion completion, bool hasHeading)
    {
        var output = tools.Screen.Out.Profile.Out.Writer;
        output.Write(hasHeading ? $"== sample {completion.Sample} ==\n" : "");
        output.Write(completion.Text);
        output.Write(completion.Text!.EndsWith('\n') ? "" : "\n");
        output.Flush();
    }

    private static PromptCompletion Of(GeneratedCompletion completion) => new()
    {
        Sample = completion.Sample,
        Ids = null,
        Text = completion.Text,
        FinishReason = completion.FinishReason,
        Tokens = completion.Tokens,
        TokensPerSecond = null,
        Logprobs = completion.LogProbabilities,
    };
}
