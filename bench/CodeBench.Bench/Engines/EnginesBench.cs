using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Bench.Throughput;

namespace CodeBench.Bench.Engines;

/// <summary>The same programs on one engine and on two, and as a run in several shards, in turn in each round.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class EnginesBench(Installation installation, EnginesOptions options, BenchHost host)
{
    private const int Few = 20; // so many programs tell what the start costs
    private static readonly int[] Shards = [1, 2, 4];

    private readonly ProcessTimer _timer = new(host.Time);

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        var (all, few) = (scratch.PathOf("all.jsonl"), scratch.PathOf("few.jsonl"));
        var programs = DistinctReferences.Programs(installation, options.Programs);
        InputFiles.WritePrograms(all, programs);
        InputFiles.WritePrograms(few, programs.Take(Few));
        var (first, second) = (options.Engines[0], options.Engines[1]);
        var half = options.Workers / 2;
        (Contender Contender, int Workers)[] contenders =
        [
            (new($"the first, {options.Workers} workers", null, ["--engine", first], 1), options.Workers),
            (new($"the second, {options.Workers} workers", null, ["--engine", second], 1), options.Workers),
            (new($"both, {half} each", null, ["--engine", first, "--engine", second], 1), half),
            (new($"both, {options.Workers} each", null, ["--engine", first, "--engine", second], 1), options.Workers),
        ];
        var suite = installation.Suite(ShardedEvaluation.SuiteName);
        var shards = new ShardedEvaluation(installation, [.. SoakSample.Of(suite.Set.Suite, suite.Problems, options.Programs)], first, options.Workers, scratch, host.Time);
        var sharded = Shards.ToDictionary(count => count, _ => new List<ShardedTimes>());
        var language = installation.Language();
        // An engine that lacks the image gets it now, and not in the first round.
        await new JudgeCommandLine(installation, half, _timer, host.Time)
            .RunAsync(language.Id, few, Math.Min(Few, programs.Count), ["--engine", first, "--engine", second], cancellationToken);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var (contender, workers) in contenders)
            {
                host.Say($"round {round} of {options.Rounds}: {contender.Name}");
                var judge = new JudgeCommandLine(installation, workers, _timer, host.Time);
                contender.Starts.Add((await judge.RunAsync(language.Id, few, Math.Min(Few, programs.Count), contender.Options, cancellationToken)).Measurement);
                contender.Rounds.Add((await judge.RunAsync(language.Id, all, programs.Count, contender.Options, cancellationToken)).Measurement);
            }

            foreach (var count in Shards)
            {
                host.Say($"round {round} of {options.Rounds}: {count} shards");
                sharded[count].Add(await shards.RunAsync(count, cancellationToken));
            }
        }

        Fill(page, [.. contenders.Select(item => item.Contender)], sharded, shards.Count);
    }

    private void Fill(ResultPage page, IReadOnlyList<Contender> contenders, Dictionary<int, List<ShardedTimes>> sharded, int samples)
    {
        page.Add($"{options.Programs.Text()} programs, {options.Rounds} rounds: median (least - most). Both engines are on this machine and share its processors, so two cannot be faster than one: what is measured is what spreading costs.");
        page.Add(
            ["engines", "programs a second, whole process", "between first and last verdict", "ratio to the first engine, between verdicts", "CLI: processor ms a program"],
            contenders.Select(item => (string[])
            [
                item.Name,
                item.Of(one => one.Rate).Text("0"),
                item.Of(one => one.SteadyRate).Text("0"),
                item.Ratio(contenders[0], one => one.SteadyRate).Text("0.00"),
                item.CpuOfAProgram().Text("0.00"),
            ]));
        page.Add($"`evaluate` of {samples.Text()} samples, every second one of a problem right, on the first engine, as so many shards at once, each a process with its share of the {options.Workers} workers (one at least), and what merging them takes. "
            + "Scores and reports are in these times.");
        page.Add(
            ["shards", "samples a second", "ratio to one process", "merging, s"],
            Shards.Select(count => (string[])
            [
                count.Text(),
                Spread.Of(sharded[count].Select(times => samples / times.Evaluation.TotalSeconds)).Text("0"),
                Spread.Of(sharded[count].Zip(sharded[1], (own, one) => one.Evaluation / own.Evaluation)).Text("0.00"),
                count == 1 ? "-" : Spread.Of(sharded[count].Select(times => times.Merging.TotalSeconds)).Text("0.0"),
            ]));
    }
}
