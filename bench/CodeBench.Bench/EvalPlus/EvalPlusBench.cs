using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Core.Completions;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Execution.Engines;

namespace CodeBench.Bench.EvalPlus;

/// <summary>The reference solutions of a suite whose tests are inputs: `evaluate`, and the same driver on a bare interpreter, in turn.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed partial class EvalPlusBench(Installation installation, EvalPlusOptions options, BenchHost host)
{
    private const double Target = 1.0;

    private readonly ProcessTimer _timer = new(host.Time);

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        var suite = installation.Suite(options.Suite);
        var programs = new ProgramAssembler(suite.Language, suite.Set.Suite, new LimitOverrides());
        var assembler = new InputTestAssembler(suite.Language, suite.Set.Suite, new LimitOverrides(), all: false);
        var bare = new BareDriver(scratch.PathOf("bare"), suite.Language, _timer);
        var samples = scratch.PathOf("samples.jsonl");
        using (var writer = new StreamWriter(samples))
        {
            host.Say("expected results for the bare interpreter");
            foreach (var problem in suite.Problems)
            {
                var code = programs.Assemble(problem, problem.Reference!, SampleKind.Completion).Text;
                await bare.AddAsync(assembler, problem, code, cancellationToken);
                await writer.WriteLineAsync(JsonSerializer.Serialize(new { task_id = problem.TaskId, solution = code }));
            }
        }

        await using var engine = await Engine.ConnectAsync(new EngineOptions(), new Progress<string>(host.Say), cancellationToken);
        var (bareTimes, warm, fresh) = (new List<double>(), new List<(double Expecting, double Executing)>(), new List<(double Expecting, double Executing)>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            host.Say($"round {round} of {options.Rounds}: bare interpreter");
            bareTimes.Add((await bare.RunAsync(options.Workers, cancellationToken)).TotalSeconds);
            host.Say($"round {round} of {options.Rounds}: fork server");
            warm.Add(await EvaluateAsync(samples, scratch.PathOf($"warm{round}"), [], suite.Problems.Count, cancellationToken));
            host.Say($"round {round} of {options.Rounds}: fresh processes");
            fresh.Add(await EvaluateAsync(samples, scratch.PathOf($"fresh{round}"), ["--no-helper"], suite.Problems.Count, cancellationToken));
        }

        Fill(page, suite, bareTimes, warm, fresh);
    }

    private void Fill(
        ResultPage page,
        SuiteRun suite,
        List<double> bare,
        List<(double Expecting, double Executing)> warm,
        List<(double Expecting, double Executing)> fresh)
    {
        var problems = suite.Problems;
        var inputs = problems.Sum(problem => suite.Set.Suite.Tests!.Groups
            .Sum(group => JsonDocument.Parse((string)problem.Fields[group.Field]).RootElement is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0));
        page.Add($"The {problems.Count.Text()} reference solutions of `{options.Suite}` on all {inputs.Text()} inputs, {options.Workers} workers, {options.Rounds} rounds: "
            + "median (least - most). All passed. What is expected is known beforehand; finding it out is the third column.");
        page.Add(
            ["", "seconds", "solutions a second", "seconds for what is expected", "ratio to the bare interpreter"],
            [
                ["the driver on a bare interpreter", Spread.Of(bare).Text("0.0"), Spread.Of(bare.Select(time => problems.Count / time)).Text("0.0"), "-", "1"],
                Row("`evaluate`, fork server", warm),
                Row("`evaluate`, fresh processes", fresh),
            ]);
        var ratio = Spread.Of(bare.Zip(warm, (one, other) => one / other.Executing)).Median;
        page.Add(
            ["to reach", "median", "reached"],
            [[$"fork server: at least {Target.Text("0.00")} times the driver on a bare interpreter", ratio.Text("0.00"), ratio >= Target ? "yes" : "no"]]);

        IReadOnlyList<string> Row(string name, List<(double Expecting, double Executing)> rounds) =>
        [
            name,
            Spread.Of(rounds.Select(round => round.Executing)).Text("0.0"),
            Spread.Of(rounds.Select(round => problems.Count / round.Executing)).Text("0.0"),
            Spread.Of(rounds.Select(round => round.Expecting)).Text("0.0"),
            Spread.Of(bare.Zip(rounds, (one, other) => one / other.Executing)).Text("0.00"),
        ];
    }

    private async Task<(double Expecting, double Executing)> EvaluateAsync(
        string samples, string run, IReadOnlyList<string> more, int count, CancellationToken cancellationToken)
    {
        var command = Cli.Wrap(installation.Launcher)
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", installation.Data))
            .WithArguments([
                "evaluate", "--suite", options.Suite, "--samples", samples, "--no-cache", "--workers", $"{options.Workers}", "--out", run, "--json", .. more,
            ])
            .WithStandardOutputPipe(PipeTarget.Null);
        var result = await _timer.RunAsync(command, null, cancellationToken);
        var scores = Path.Combine(run, "scores.json");
        var passed = !File.Exists(scores) ? 0 : JsonDocument.Parse(await File.ReadAllTextAsync(scores, cancellationToken)).RootElement
            .GetProperty("scores").EnumerateArray().Min(score => score.GetProperty("verdicts").GetProperty("passed").GetInt32());
        if (result.ExitCode != 0 || passed != count)
        {
            throw new BenchFailedException($"{command} ended with {result.ExitCode}, and {passed} of {count} solutions passed:\n{result.Error}");
        }

        return (Seconds("expecting"), Seconds("executing"));

        double Seconds(string stage) => Ended().Matches(result.Error).Where(match => match.Groups["stage"].Value == stage)
            .Select(match => double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(double.NaN).Last();
    }

    [GeneratedRegex(@"^(?<stage>\w+): [\d,]+ [\w ]+ in (?<seconds>[\d.]+) s", RegexOptions.Multiline)]
    private static partial Regex Ended();
}
