using System.Globalization;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
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
        // Verdicts alone: what a hundred thousand programs printed would fill the memory, and only a part of it is shown.
        var verdicts = folder.Executions.Read().ToLookup(
            execution => (execution.Suite, execution.Language, execution.TaskId), execution => (execution.Sample, execution.Verdict));
        var problems = folder.Prompts.Read()
            .Select(prompt => (Prompt: prompt, Samples: verdicts[(prompt.Suite, prompt.Language, prompt.TaskId)].OrderBy(item => item.Sample).ToList()))
            .ToList();
        var shown = problems
            .SelectMany(problem => problem.Samples.Select(item => (problem.Prompt, item.Sample, item.Verdict)))
            .OrderBy(item => item.Verdict == Verdict.Passed)
            .Take(MostSamples)
            .Select(item => (item.Prompt, new SampleKey(item.Prompt.Suite, item.Prompt.Language, item.Prompt.TaskId, item.Sample)))
            .ToList();
        return new Report
        {
            Title = $"{RunFacts.ModelOf(folder.Manifest)} on {string.Join(", ", folder.Manifest.Plan.Suites.Select(suite => SuiteName.WithoutVariant(suite.Suite)).Distinct())}",
            Facts = RunFacts.Of(folder.Manifest),
            Sheet = sheet,
            Problems = [.. problems.Select(problem => Problem(problem.Prompt, [.. problem.Samples.Select(item => item.Verdict)]))],
            Parities = ParityCounts.Of(folder),
            Samples = Samples(folder, shown),
            SamplesLeftOut = problems.Sum(problem => problem.Samples.Count) - shown.Count,
        };
    }

    private static ReportProblem Problem(PromptLine prompt, IReadOnlyList<Verdict> verdicts)
    {
        var counted = verdicts.Count(verdict => verdict != Verdict.SandboxFault);
        var passed = verdicts.Count(verdict => verdict == Verdict.Passed);
        return new ReportProblem(prompt.Suite, prompt.Language, prompt.TaskId, counted, passed, [.. verdicts.Select(verdict => verdict.ToWord())]);
    }

    private static List<ReportSample> Samples(RunFolder folder, List<(PromptLine Prompt, SampleKey Key)> shown)
    {
        var keys = shown.Select(item => item.Key).ToHashSet();
        var executions = folder.Executions.Read().Where(line => keys.Contains(SampleKey.Of(line))).DistinctBy(SampleKey.Of).ToDictionary(SampleKey.Of);
        var texts = folder.Completions.Read()
            .Select(line => (Key: SampleKey.Of(line), line.Completion))
            .Where(line => keys.Contains(line.Key))
            .ToDictionary(line => line.Key, line => line.Completion);
        var codes = folder.Extractions.Read().Where(line => keys.Contains(SampleKey.Of(line)))
            .DistinctBy(SampleKey.Of).ToDictionary(SampleKey.Of, line => line.Code);
        return [.. shown.Select(item => Sample(item.Prompt, executions[item.Key], texts.GetValueOrDefault(item.Key, ""), codes.GetValueOrDefault(item.Key)))];
    }

    private static ReportSample Sample(PromptLine prompt, Execution execution, string text, string? code) => new()
    {
        Suite = execution.Suite,
        Language = execution.Language,
        TaskId = execution.TaskId,
        Sample = execution.Sample,
        Verdict = execution.Verdict.ToWord(),
        Prompt = prompt.Prompt ?? string.Join("\n\n", (prompt.Messages ?? []).Select(message => $"{message.Role}:\n{message.Content}")),
        Completion = code ?? text,
        Answer = code is null ? "" : text,
        Stdout = execution.Stdout,
        Stderr = execution.Stderr,
        Tests = execution.Tests is { } tests ? new ReportTests(tests.Passed, tests.Failed, tests.FirstFailure ?? "") : null,
        WallTime = string.Create(CultureInfo.InvariantCulture, $"{execution.WallTime.TotalMilliseconds:0} ms"),
    };
}
