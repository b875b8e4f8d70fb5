using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Shards;

/// <summary>Gives measured programs to nodes in several ways, and looks how long the last of them works.</summary>
internal sealed class ShardsBench(ShardsOptions options)
{
    private static readonly int[] Nodes = [2, 4, 8, 16, 32, 64];

    /// <summary>Simulates all, and fills the page.</summary>
    public void Run(ResultPage page, CancellationToken cancellationToken)
    {
        using var folder = RunFolder.Open(options.Run);
        var problems = ProblemsOf(folder);
        if (problems.Count == 0)
        {
            throw new BenchFailedException($"{options.Run} has no executions");
        }

        var programs = problems.Sum(problem => problem.Times.Count);
        var all = problems.SelectMany(problem => problem.Times).ToList();
        page.Add($"{programs.Text()} programs of {problems.Count.Text()} problems ({string.Join(", ", folder.Manifest.Plan.Suites.Select(suite => suite.Suite).Distinct())}), as they were measured: "
            + $"{all.Sum().Text("0.0")} s in all, the longest {all.Max().Text("0.0")} s. Nodes are alike, and each runs {options.Workers} programs at once, one behind the other; the start of a node, the model and the network are not in it.");
        page.Add("How long the slowest node works, in times of the mean of all nodes. *By problem* is what `--shard I/N` does; *by sample* would give the samples of a problem to different nodes; "
            + "*longest first* knows all times before, and is as good as it gets. In the last column the least that any division can reach, for a program cannot be divided.");
        page.Add(["nodes", "mean, s", "by problem", "by sample", "longest first", "bound"], Rows(problems, cancellationToken));
    }

    private IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<(int Suite, IReadOnlyList<double> Times)> problems, CancellationToken cancellationToken)
    {
        var all = problems.SelectMany(problem => problem.Times).ToList();
        foreach (var nodes in Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mean = all.Sum() / nodes / options.Workers;
            var byProblem = problems.GroupBy(problem => problem.Suite).SelectMany(suite => suite.Index()).ToLookup(item => item.Index % nodes, item => item.Item.Times);
            var bySample = all.Index().ToLookup(item => item.Index % nodes, item => item.Item);
            yield return
            [
                nodes.Text(),
                mean.Text("0.0"),
                Tail(Enumerable.Range(0, nodes).Max(node => Work(byProblem[node].SelectMany(times => times), options.Workers)), mean),
                Tail(Enumerable.Range(0, nodes).Max(node => Work(bySample[node], options.Workers)), mean),
                Tail(Work(all.OrderDescending(), nodes * options.Workers), mean),
                Tail(Math.Max(mean, all.Max()), mean),
            ];
        }
    }

    private static string Tail(double slowest, double mean) => (slowest / mean).Text("0.00");

    // Each program goes to the worker that is free first.
    private static double Work(IEnumerable<double> times, int workers)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, workers).Select(worker => (worker, 0.0)));
        var end = 0.0;
        foreach (var time in times)
        {
            free.TryDequeue(out var worker, out var at);
            free.Enqueue(worker, at + time);
            end = Math.Max(end, at + time);
        }

        return end;
    }

    // In the order of the suites' problems: it decides which shard one belongs to.
    private static List<(int Suite, IReadOnlyList<double> Times)> ProblemsOf(RunFolder folder)
    {
        var suites = folder.Manifest.Plan.Suites.Select((plan, i) => (Key: (plan.Suite, plan.Language), Number: i)).ToDictionary(item => item.Key, item => item.Number);
        var times = folder.Executions.Read()
            .Where(line => line.Verdict != Core.Languages.Verdict.SandboxFault)
            .ToLookup(line => (line.Suite, line.Language, line.TaskId), line => line.WallTime.TotalSeconds);
        return [.. folder.Prompts.Read()
            .Select(prompt => (suites[(prompt.Suite, prompt.Language)], (IReadOnlyList<double>)[.. times[(prompt.Suite, prompt.Language, prompt.TaskId)]]))
            .Where(problem => problem.Item2.Count > 0)];
    }
}
