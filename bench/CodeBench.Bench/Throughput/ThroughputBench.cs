using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Execution.Engines;

namespace CodeBench.Bench.Throughput;

/// <summary>The bare interpreter, the fork server and fresh processes in containers: the same programs, in turn, in each round.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class ThroughputBench(Installation installation, ThroughputOptions options, BenchHost host)
{
    private const int Few = 20; // so many programs tell what the start costs

    private readonly ProcessTimer _timer = new(host.Time);

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        var language = installation.Language();
        var programs = DistinctReferences.Programs(installation, options.Programs);
        var (all, few, version) = (scratch.PathOf("all.jsonl"), scratch.PathOf("few.jsonl"), scratch.PathOf("version.jsonl"));
        InputFiles.WritePrograms(all, programs);
        InputFiles.WritePrograms(few, programs.Take(Few));
        InputFiles.WritePrograms(version, [BareInterpreter.VersionProgram]);
        var interpreter = new BareInterpreter(scratch.PathOf("bare"), programs, language, packages: true, _timer);
        var alone = new BareInterpreter(scratch.PathOf("alone"), programs, language, packages: false, _timer);
        var judge = new JudgeCommandLine(installation, options.Workers, _timer, host.Time);

        // A private engine stops with its last user: this keeps it running, as an engine of the machine's own would.
        await using var engine = await Engine.ConnectAsync(new EngineOptions(), new Progress<string>(host.Say), cancellationToken);
        var (_, verdicts) = await judge.RunAsync(language.Id, version, 1, [], cancellationToken);
        var versions = (Host: await interpreter.VersionAsync(cancellationToken), Image: verdicts[0].Stdout.Trim());

        Contender[] contenders =
        [
            new("`python3`", interpreter, [], 1),
            new("`python3` alone", alone, [], 1),
            new("fork server", null, [], 2.5),
            new("fresh processes", null, ["--no-helper"], 0.95),
        ];
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                host.Say($"round {round} of {options.Rounds}: {contender.Name}");
                if (contender.Bare is { } bare)
                {
                    contender.Rounds.Add(await bare.RunAsync(options.Workers, cancellationToken));
                    continue;
                }

                contender.Starts.Add((await judge.RunAsync(language.Id, few, Math.Min(Few, programs.Count), contender.Options, cancellationToken)).Measurement);
                contender.Rounds.Add((await judge.RunAsync(language.Id, all, programs.Count, contender.Options, cancellationToken)).Measurement);
            }
        }

        new ThroughputPage(options, contenders, versions).Fill(page);
    }
}
