using System.Diagnostics;
using CliWrap;
using CliWrap.EventStream;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A run that is killed goes on where it stopped, and comes to the same end.</summary>
[Trait("Category", "Container")]
public sealed class InterruptionSpecs : IDisposable
{
    private const int Killed = 128 + 9;
    private const int Interrupted = 130;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 300_000)]
    [InlineData("KILL", Killed)]
    [InlineData("INT", Interrupted)]
    public async Task Run_ThatIsStoppedInTheMiddle_ComesToTheSameScores(string signal, int status)
    {
        Codebench.RequireEngine();
        var others = RunnersAlive();
        var samples = ManySamples();
        var whole = _folder.PathOf("whole");
        await Codebench.JsonAsync(0, Arguments(samples, whole), TestContext.Current.CancellationToken);

        var stopped = _folder.PathOf("stopped");
        Assert.Equal(status, await StopAsync(Arguments(samples, stopped), stopped, signal, TestContext.Current.CancellationToken));
        var before = File.ReadLines(Path.Combine(stopped, "executions.jsonl")).Count();
        await Codebench.JsonAsync(0, Arguments(samples, stopped), TestContext.Current.CancellationToken);

        Assert.InRange(before, 1, 639);
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "scores.json")), File.ReadAllText(Path.Combine(stopped, "scores.json")));
        var keys = Samples.Read(Path.Combine(stopped, "executions.jsonl")).Select(line => (line.Field("task_id"), line["sample"]!.GetValue<int>())).ToList();
        Assert.Equal(640, keys.Count);
        Assert.Equal(640, keys.Distinct().Count());
        Assert.Empty(RunnersAlive().Except(others));
    }

    private static IEnumerable<string> Arguments(string samples, string run) =>
        ["evaluate", "--suite", "starter", "--samples", samples, "--out", run];

    // Right ones and wrong ones, twenty of each problem, so that there is a middle to stop in.
    private string ManySamples()
    {
        var problems = Samples.Read(Repository.PathOf("problems", "starter", "starter.jsonl"));
        var lines =
            from sample in Enumerable.Range(0, 20)
            from problem in problems.Take(32)
            let text = (sample + problem.Field("task_id").Length) % 3 == 0 ? "    pass\n" : problem.Field("canonical_solution")
            select new { task_id = problem.Field("task_id"), completion = $"    # {sample}\n{text}" };
        return _folder.Write("samples.jsonl", Samples.Lines(lines));
    }

    private static async Task<int> StopAsync(IEnumerable<string> arguments, string run, string signal, CancellationToken cancellationToken)
    {
        var status = -1;
        await foreach (var item in Codebench.InterruptibleCommand(arguments).ListenAsync(cancellationToken))
        {
            if (item is StartedCommandEvent started)
            {
                await UntilExecutedAsync(run, 100, cancellationToken);
                await Cli.Wrap("kill").WithArguments(["-s", signal, $"{started.ProcessId}"]).ExecuteAsync(cancellationToken);
            }
            else if (item is ExitedCommandEvent exited)
            {
                status = exited.ExitCode;
            }
        }

        return status;
    }

    private static async Task UntilExecutedAsync(string run, int count, CancellationToken cancellationToken)
    {
        var path = Path.Combine(run, "executions.jsonl");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(path) || LinesOf(path) < count)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static int LinesOf(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    // The runner is the first process of every container: where none lives there is no container.
    private static List<int> RunnersAlive() =>
        [.. Process.GetProcesses().Where(process => process.ProcessName.StartsWith("codebench-runn", StringComparison.Ordinal)).Select(process => process.Id)];
}
