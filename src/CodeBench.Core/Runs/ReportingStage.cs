using System.Globalization;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports;

namespace CodeBench.Core.Runs;

/// <summary>From a scored run to its reports: report.html and report.md.</summary>
public static class ReportingStage
{
    // More would make the page slow to open; the rest is in the run's files.
    private const int MostSamples = 2000;

    /// <summary>Writes both reports.</summary>
    /// <exception cref="Faults.InvalidInputException">The run has no scores yet, or a file of it is damaged.</exception>
    public static async Task RunAsync(RunFolder folder)
    {
        var report = Make(folder);
        await WriteAsync(ReportWriter.Html(), report, folder.PathOf("report.html")).ConfigureAwait(false);
        await WriteAsync(ReportWriter.Markdown(), report, folder.PathOf("report.md")).ConfigureAwait(false);
    }

    private static async Task WriteAsync(ReportWriter writer, Report report, string path)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        await writer.WriteAsync(report, text).ConfigureAwait(false);
        AtomicFile.WriteText(path, text.ToString());
    }

    private static Report Make(RunFolder folder)
    {
        var sheet = ScoringStage.Read(folder);
        var executions = folder.Executions.Read()
            .OrderBy(execution => execution.Sample)
            .ToLookup(execution => (execution.Suite, execution.Language, execution.TaskId));
        var prompts = folder.Prompts.Read().ToList();
        var problems = prompts.Select(prompt => Problem(prompt, executions[(prompt.Suite, prompt.Language, prompt.TaskId)])).ToList();
        var samples = Samples(folder, prompts, executions);
        return new Report
        {
            Title = $"{RunFacts.ModelOf(folder.Manifest)} on {string.Join(", ", folder.Manifest.Plan.Suites.Select(suite => suite.Suite).Distinct())}",
            Facts = RunFacts.Of(folder.Manifest),
            Sheet = sheet,
            Problems = problems,
            Samples = samples,
            SamplesLeftOut = executions.Sum(group => group.Count()) - samples.Count,
        };
    }

    private static ReportProblem Problem(PromptLine prompt, IEnumerable<Execution> executions)
    {
        var verdicts = executions.Select(execution => execution.Verdict).ToList();
        var counted = verdicts.Count(verdict => verdict != Verdict.SandboxFault);
        var passed = verdicts.Count(verdict => verdict == Verdict.Passed);
        return new ReportProblem(prompt.Suite, prompt.Language, prompt.TaskId, counted, passed, [.. verdicts.Select(verdict => verdict.ToWord())]);
    }

    private static List<ReportSample> Samples(
        RunFolder folder, List<PromptLine> prompts, ILookup<(string Suite, string Language, string TaskId), Execution> executions)
    {
        var shown = prompts
            .SelectMany(prompt => executions[(prompt.Suite, prompt.Language, prompt.TaskId)].Select(execution => (prompt, execution)))
            .OrderBy(pair => pair.execution.Verdict == Verdict.Passed)
            .Take(MostSamples)
            .ToList();
        var keys = shown.Select(pair => KeyOf(pair.execution)).ToHashSet();
        var texts = folder.Completions.Read()
            .Select(line => (Key: new SampleKey(line.Suite, line.Language, line.TaskId, line.Sample), line.Completion))
            .Where(line => keys.Contains(line.Key))
            .ToDictionary(line => line.Key, line => line.Completion);
        return [.. shown.Select(pair => Sample(pair.prompt, pair.execution, texts.GetValueOrDefault(KeyOf(pair.execution), "")))];
    }

    private static SampleKey KeyOf(Execution execution) => new(execution.Suite, execution.Language, execution.TaskId, execution.Sample);

    private static ReportSample Sample(PromptLine prompt, Execution execution, string completion) => new()
    {
        Suite = execution.Suite,
        Language = execution.Language,
        TaskId = execution.TaskId,
        Sample = execution.Sample,
        Verdict = execution.Verdict.ToWord(),
        Prompt = prompt.Prompt,
        Completion = completion,
        Stdout = execution.Stdout,
        Stderr = execution.Stderr,
        WallTime = string.Create(CultureInfo.InvariantCulture, $"{execution.WallTime.TotalMilliseconds:0} ms"),
    };
}
