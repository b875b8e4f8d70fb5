using CliWrap;
using CliWrap.Buffered;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Engines;

/// <summary>`codebench evaluate` in shards that run at the same time, and `merge`.</summary>
internal sealed class ShardedEvaluation
{
    /// <summary>The suite.</summary>
    public const string SuiteName = "humaneval";

    private readonly Installation _installation;
    private readonly string _samples;
    private readonly string _engine;
    private readonly int _workers;
    private readonly Scratch _scratch;
    private readonly TimeProvider _time;
    private int _runs;

    /// <summary>Makes ready.</summary>
    /// <param name="installation">The checkout.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="workers">Programs that run at once in all shards together.</param>
    /// <param name="scratch">Where the runs are.</param>
    /// <param name="time">The clock.</param>
    public ShardedEvaluation(Installation installation, IReadOnlyList<SoakSample> samples, string engine, int workers, Scratch scratch, TimeProvider time)
    {
        (_installation, _engine, _workers, _scratch, _time, Count) = (installation, engine, workers, scratch, time, samples.Count);
        _samples = scratch.PathOf("samples.jsonl");
        InputFiles.WriteSamples(_samples, samples);
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>Evaluates in so many shards.</summary>
    /// <exception cref="BenchFailedException">A command failed.</exception>
    public async Task<ShardedTimes> RunAsync(int shards, CancellationToken cancellationToken)
    {
        var run = _runs++;
        var folders = Enumerable.Range(1, shards).Select(shard => _scratch.PathOf($"run-{run}-{shard}")).ToList();
        var began = _time.GetTimestamp();
        await Task.WhenAll(folders.Select((folder, index) => CommandAsync(
            [
                "evaluate", "--suite", SuiteName, "--samples", _samples, "--no-cache", "--engine", _engine, "--workers", $"{Math.Max(1, _workers / shards)}", "--out", folder,
                .. shards == 1 ? (string[])[] : ["--shard", $"{index + 1}/{shards}"],
            ],
            cancellationToken)));
        var evaluation = _time.GetElapsedTime(began);
        began = _time.GetTimestamp();
        if (shards > 1)
        {
            await CommandAsync(["merge", .. folders, "--out", _scratch.PathOf($"run-{run}")], cancellationToken);
        }

        return new ShardedTimes(evaluation, _time.GetElapsedTime(began));
    }

    private async Task CommandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var command = Cli.Wrap(_installation.Launcher).WithArguments(arguments)
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", _installation.Data))
            .WithValidation(CommandResultValidation.None);
        var result = await command.ExecuteBufferedAsync(cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new BenchFailedException($"{command} ended with {result.ExitCode}:\n{result.StandardError}");
        }
    }
}
