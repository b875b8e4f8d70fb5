using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;

namespace CodeBench.Cli.Commands;

/// <summary>One prompt, continued while one looks on: what people do first with a checkpoint.</summary>
/// <param name="tools">What it works with.</param>
public sealed class CompleteCommand(Toolbox tools) : ICommandFactory
{
    private const int DefaultMaxTokens = 256;

    private readonly ModelSettings _model = new();
    private readonly PromptSettings _prompt = new();
    private readonly SamplingSettings _sampling = new();
    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "complete",
            "Try a checkpoint: continue one prompt, shown as it comes. What was counted and timed is said on standard error.",
            "complete --model ./my-checkpoint --prompt 'def add(a, b):' --max-tokens 64",
            "complete --model ./my-checkpoint --prompt 'Write a quicksort.' --chat --temperature 0.8",
            "complete --model ./my-checkpoint --prompt-ids 1,15,7 --json");
        _model.AddSingleTo(command);
        _prompt.AddTo(command);
        _sampling.AddSingleTo(command);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var sampling = _sampling.PlanOf(arguments, faults).ToOptions(DefaultMaxTokens, new BatchLimits(Sequences: 1));
        var prompt = _prompt.PromptOf(arguments, faults);
        var choice = _model.ChoiceOf(arguments, faults);
        if (choice.Endpoint is not null)
        {
            return await new ServerCompletion(tools).RunAsync(choice, prompt, sampling, faults, _output.JsonOf(arguments), cancellationToken).ConfigureAwait(false);
        }

        using var checkpoint = Directory.Exists(choice.Folder)
            ? await faults.TryAsync(() => Toolbox.LoadCheckpointAsync(choice, prompt.NeedsTokenizer, cancellationToken)).ConfigureAwait(false)
            : null;
        faults.ThrowIfAny();
        if (checkpoint!.Tokenizer is null)
        {
            tools.Screen.Say($"There is no tokenizer, so the ids are shown ({checkpoint.WhyNoTokenizer[0]})");
        }

        // The model computes in this process: whoever waits for it must not be the thread that hears of Ctrl-C.
        return await Task.Run(() => Complete(checkpoint, prompt, sampling, _output.JsonOf(arguments), cancellationToken), CancellationToken.None)
            .ConfigureAwait(false);
    }

    private ExitStatus Complete(LoadedCheckpoint checkpoint, PromptChoice choice, SamplingOptions sampling, bool json, CancellationToken cancellationToken)
    {
        var decoder = new PromptDecoder(checkpoint);
        var ids = choice.Ids ?? (choice.IsChat ? decoder.EncodeChat(choice.Text!, tools.Time.GetUtcNow()) : decoder.Encode(choice.Text!));
        var start = tools.Time.GetTimestamp();
        using var prompt = decoder.Read(ids, sampling);
        var promptRate = Rate.Of(ids.Count, tools.Time.GetElapsedTime(start));

        var output = json ? null : tools.Screen.Out.Profile.Out.Writer;
        var streams = new List<CompletionStream>();
        var completions = new List<PromptCompletion>();
        try
        {
            for (var sample = 0; sample < sampling.Samples; sample++)
            {
                output?.Write(sampling.Samples > 1 ? $"== sample {sample} ==\n" : "");
                streams.Add(new CompletionStream(output, checkpoint.Tokenizer is not null, sampling.LogProbabilities, tools.Time));
                completions.Add(streams[^1].Take(sample, decoder.Continue(prompt, sample, choice.StopSequences, cancellationToken)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            streams[^1].EndLine();
            tools.Screen.Say("codebench: interrupted");
            return ExitStatus.Interrupted;
        }

        if (json)
        {
            tools.Screen.Print(CompletionDocument.Of(ids, promptRate, completions));
        }

        var rate = Rate.Of(streams.Sum(stream => stream.Steps), TimeSpan.FromTicks(streams.Sum(stream => stream.Duration.Ticks)));
        tools.Screen.Say(
            $"{completions.Sum(one => one.Tokens)} tokens ({CompletionDocument.Reasons(completions)}), {Rate.Words(rate)}; prompt: {ids.Count} tokens, {Rate.Words(promptRate)}");
        return ExitStatus.Done;
    }
}
