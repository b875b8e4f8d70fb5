using System.Globalization;
using System.Text.Json;
using CliWrap;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Bench.Throughput;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;

namespace CodeBench.Bench.Languages;

/// <summary>Each language in turn: its plain commands and the judge on the same programs, in each round.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class LanguagesBench(Installation installation, LanguagesOptions options, BenchHost host)
{
    private const int Few = 4; // so many programs tell how long one takes
    private const int Least = 12; // fewer would measure the ends of a run, where a worker has nothing to do
    private const int Most = 2000;
    private const int Candidates = 60; // so many different programs are enough

    // What is warm in the judge becomes warm by programs: it gets no fewer than a run of a suite has, more or less, and is measured from the first on.
    private const int LeastJudged = 100;

    // The bench is about commands that come and go, and an answer that computes for seconds would only measure itself.
    private static readonly TimeSpan LongerThanMost = TimeSpan.FromSeconds(1);

    private readonly ProcessTimer _timer = new(host.Time);

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        var plain = PlainCommands.Read(installation, options.Languages);
        var programs = new LanguagePrograms(installation);
        await using var engine = await Engine.ConnectAsync(new EngineOptions(), new Progress<string>(host.Say), cancellationToken);
        using var sandboxes = new DockerSandboxProvider(
            engine, new SandboxOptions { RootFolder = installation.Root }, new Progress<string>(host.Say), host.Time);
        var measurements = new List<LanguageMeasurement>();
        foreach (var (id, command) in plain)
        {
            var language = installation.Language(id);
            var (source, all) = programs.Find(language, command);
            var candidates = all.Take(Candidates).ToList();
            using var scratch = new Scratch();
            host.Say($"{id}: which of {candidates.Count} programs pass");
            var right = await PassingAsync(id, candidates, scratch, cancellationToken);
            await using var container = await PlainContainer.StartAsync(
                engine.Endpoint, (await sandboxes.BuildAsync(language, cancellationToken)).Digest, command, host.Time, cancellationToken);
            measurements.Add(await MeasureAsync(id, source, right, command, container, scratch, cancellationToken));
        }

        LanguagesPage.Fill(page, options, measurements);
    }

    private async Task<LanguageMeasurement> MeasureAsync(
        string id, string source, IReadOnlyList<string> right, PlainCommand command, PlainContainer container, Scratch scratch, CancellationToken cancellationToken)
    {
        // The first programs warm the plain commands up too: files that are read for the first time, caches of compilers.
        var trial = await container.RunAsync(Numbered(Few), options.Workers, cancellationToken);
        var count = Math.Clamp((int)(trial.Rate * options.Seconds), Least, Most);
        var (programs, judged) = (Numbered(count), Math.Max(count, LeastJudged));
        var file = scratch.PathOf("programs.jsonl");
        InputFiles.WritePrograms(file, Numbered(judged));
        var judge = new JudgeCommandLine(installation, options.Workers, _timer, host.Time);
        var (plainRounds, judgeRounds) = (new List<Measurement>(), new List<Measurement>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            plainRounds.Add(await container.RunAsync(programs, options.Workers, cancellationToken));
            judgeRounds.Add((await judge.RunAsync(id, file, judged, [], cancellationToken)).Measurement);
            host.Say($"{id}, round {round} of {options.Rounds}: {count} and {judged} programs, plain {plainRounds[^1].Rate.Text("0.0")}, judge {judgeRounds[^1].SteadyRate.Text("0.0")} a second");
        }

        return new LanguageMeasurement(id, source, Math.Min(right.Count, count), command.Target, plainRounds, judgeRounds);

        IReadOnlyList<string> Numbered(int programs) =>
            [.. Enumerable.Range(0, programs).Select(number => command.Numbered(right[number % right.Count], number))];
    }

    // With the cache: the second time there is nothing to wait for.
    private async Task<IReadOnlyList<string>> PassingAsync(string id, List<string> programs, Scratch scratch, CancellationToken cancellationToken)
    {
        var file = scratch.PathOf("candidates.jsonl");
        InputFiles.WritePrograms(file, programs);
        var lines = new List<string>();
        var judge = Cli.Wrap(installation.Launcher)
            .WithArguments(["judge", "--language", id, "--programs", file, "--workers", $"{options.Workers}"])
            .WithStandardOutputPipe(PipeTarget.ToDelegate(lines.Add));
        var run = await _timer.RunAsync(judge, null, cancellationToken);
        if (run.ExitCode != 0)
        {
            throw new BenchFailedException($"{judge} ended with {run.ExitCode}:\n{run.Error}");
        }

        var passed = lines.Select(line => JsonSerializer.Deserialize<JudgedProgram>(line, ResultJson.Line)!)
            .Where(item => item.Verdict == Verdict.Passed).OrderBy(item => item.CpuTime).ToList();
        if (passed.Count == 0)
        {
            throw new BenchFailedException($"None of {programs.Count} programs in {id} passed.");
        }

        var longest = passed[passed.Count / 2].CpuTime + LongerThanMost;
        return [.. passed.Where(item => item.CpuTime <= longest)
            .Select(item => int.Parse(item.Id, CultureInfo.InvariantCulture)).Order().Select(number => programs[number])];
    }
}
