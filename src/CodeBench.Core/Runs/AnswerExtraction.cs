using System.Text.Json;
using CodeBench.Core.Completions;
using CodeBench.Core.Completions.Answers;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>Takes the code out of the answers of a run, in the sandbox in which it will be judged, and writes extractions.jsonl.</summary>
/// <param name="sandbox">Where extractors run.</param>
/// <param name="runner">Runs one.</param>
/// <param name="cache">What was extracted before.</param>
/// <param name="options">How.</param>
/// <param name="observer">Who watches.</param>
internal sealed class AnswerExtraction(
    ISandbox sandbox, ProgramRunner runner, IOutcomeCache cache, ExecutionOptions options, IRunObserver observer)
{
    private const string NoRule = "none";

    /// <summary>The code of the answers among some lines. What a fault of the sandbox kept from being extracted is not among it.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="lines">The lines, whatever their kind.</param>
    /// <param name="fit">The code of an answer, where no program is needed to find it; null where one is.</param>
    /// <param name="draftOf">The program that extracts.</param>
    /// <param name="version">The version of a line's extractor.</param>
    /// <param name="cancellationToken">Stops it; what is written stays.</param>
    public async Task<IReadOnlyDictionary<SampleKey, string>> RunAsync(
        RunFolder folder,
        IEnumerable<CompletionLine> lines,
        Func<CompletionLine, FittedAnswer?> fit,
        Func<CompletionLine, ProgramDraft> draftOf,
        Func<CompletionLine, int> version,
        CancellationToken cancellationToken)
    {
        var answers = lines.Where(line => line.Kind == SampleKind.Answer);
        var codes = new Dictionary<SampleKey, string>();
        var wanted = answers.Select(SampleKey.Of).ToHashSet();
        if (wanted.Count == 0)
        {
            return codes;
        }

        foreach (var there in folder.Extractions.Read().Where(line => wanted.Contains(SampleKey.Of(line))))
        {
            codes[SampleKey.Of(there)] = there.Code;
        }

        var pipeline = new JudgingPipeline<CompletionLine>(sandbox, runner, cache, options with { Proof = PassProof.ExitCode });
        await using var progress = observer.Begin("extracting", "answers", codes.Count, wanted.Count);
        using var output = folder.Extractions.Append();
        var pending = new List<CompletionLine>();
        foreach (var line in answers.Where(line => !codes.ContainsKey(SampleKey.Of(line))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fit(line) is { } fitted)
            {
                Write(Line(line, version(line), fitted.Rule, fitted.Code));
            }
            else
            {
                pending.Add(line);
            }
        }

        await foreach (var (line, outcome) in pipeline.RunAsync(pending, draftOf, window: null, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Verdict != Verdict.SandboxFault)
            {
                var code = outcome.Results?.GetValueOrDefault(ExtractionAssembler.ResultFile);
                Write(Line(line, version(line), code is null ? NoRule : RuleOf(outcome.Stdout), code ?? line.Completion));
            }
            else
            {
                progress.Advance();
            }
        }

        return codes;

        void Write(ExtractionLine extraction)
        {
            output.Write(extraction);
            codes[SampleKey.Of(extraction)] = extraction.Code;
            progress.Advance();
        }
    }

    private static ExtractionLine Line(CompletionLine line, int version, string rule, string code) => new()
    {
        Suite = line.Suite,
        Language = line.Language,
        TaskId = line.TaskId,
        Sample = line.Sample,
        Extractor = version,
        Rule = rule,
        Code = code,
    };

    private static string RuleOf(string stdout)
    {
        try
        {
            using var said = JsonDocument.Parse(stdout);
            return said.RootElement.GetProperty("rule").GetString() ?? NoRule;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return NoRule;
        }
    }
}
