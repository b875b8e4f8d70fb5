using System.Text.Json;
using CliWrap;
using CodeBench.Bench.Languages;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Core.Runs;
using CodeBench.Execution.Engines;

namespace CodeBench.Bench.MultiPLE;

/// <summary>`evaluate` with one sample for each problem, in one language after the other: what a score of a checkpoint in all of them takes.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class MultiPLEBench(Installation installation, MultiPLEOptions options, BenchHost host)
{
    private readonly ProcessTimer _timer = new(host.Time);

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        await using var engine = await Engine.ConnectAsync(new EngineOptions(), new Progress<string>(host.Say), cancellationToken);
        using var scratch = new Scratch();
        var rows = new List<(string Language, int Programs, int Passed, TimeSpan Time, string Source)>();
        var languages = installation.LanguagesOf(LanguagePrograms.Suite);
        foreach (var (id, plain) in PlainCommands.Read(installation, []).Where(item => item.Value.References is null && languages.Contains(item.Key)))
        {
            var suite = installation.Suite(LanguagePrograms.Suite, id);
            var file = scratch.PathOf($"{id}.jsonl");
            var source = WriteSamples(file, suite, plain);
            var (passed, time) = await EvaluateAsync(id, file, scratch.PathOf(id), plain.Answers is not null, cancellationToken);
            rows.Add((id, suite.Problems.Count, passed, time, source));
            host.Say($"{id}: {passed} of {suite.Problems.Count} passed in {time.TotalSeconds.Text("0.0")} s");
        }

        page.Add($"{rows.Sum(row => row.Programs).Text()} programs in {rows.Count} languages, {options.Workers} workers: **{rows.Sum(row => row.Time.TotalSeconds).Text("0")} s** of wall time, "
            + "the commands' starts and ends included; images were there. For each language:");
        page.Add($"    codebench evaluate --suite {LanguagePrograms.Suite}:LANGUAGE --samples FILE [--extract] --no-cache --workers {options.Workers} --out RUN");
        page.Add(
            ["language", "programs", "passed", "s", "programs a second", "samples"],
            rows.Select(row => (string[])
            [
                row.Language, row.Programs.Text(), row.Passed.Text(), row.Time.TotalSeconds.Text("0.0"), (row.Programs / row.Time.TotalSeconds).Text("0.0"), row.Source,
            ]));
    }

    // Problems without a sample get an empty one: a program is judged for each.
    private string WriteSamples(string file, SuiteRun suite, PlainCommand plain)
    {
        var path = plain.Answers is { } ending ? LanguagePrograms.AnswersOf(installation, ending) : LanguagePrograms.SolutionsOf(installation, suite.Language);
        var texts = RecordedSample.ReadAll(path).ToDictionary(sample => sample.TaskId, sample => sample.Text);
        File.WriteAllLines(file, suite.Problems.Select(problem =>
            JsonSerializer.Serialize(new { task_id = problem.TaskId, completion = texts.GetValueOrDefault(problem.TaskId, "") })));
        return plain.Answers is not null ? "a chat model's answers" : $"{texts.Count} solutions of our own, else nothing behind the prompt";
    }

    private async Task<(int Passed, TimeSpan Time)> EvaluateAsync(string language, string samples, string run, bool answers, CancellationToken cancellationToken)
    {
        string[] extract = answers ? ["--extract"] : [];
        var command = Cli.Wrap(installation.Launcher)
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", installation.Data))
            .WithArguments([
                "evaluate", "--suite", $"{LanguagePrograms.Suite}:{language}", "--samples", samples, .. extract, "--no-cache", "--workers", $"{options.Workers}", "--out", run, "--json",
            ])
            .WithStandardOutputPipe(PipeTarget.Null);
        var result = await _timer.RunAsync(command, null, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new BenchFailedException($"{command} ended with {result.ExitCode}:\n{result.Error}");
        }

        using var scores = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run, "scores.json"), cancellationToken));
        var verdicts = scores.RootElement.GetProperty("scores")[0].GetProperty("verdicts");
        return (verdicts.TryGetProperty("passed", out var passed) ? passed.GetInt32() : 0, result.WallTime);
    }
}
