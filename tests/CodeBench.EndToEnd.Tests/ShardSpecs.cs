using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A run that a cluster made in shards is the run that one process makes, whatever happens to a shard.</summary>
[Trait("Category", "Container")]
public sealed class ShardSpecs(SlurmFixture slurm) : IClassFixture<SlurmFixture>, IDisposable
{
    private const int Shards = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Run =
    [
        "run", "--model", Repository.PathOf("problems", "starter", "demo-checkpoint"), "--suite", "starter", "-n", "4", "--temperature", "0.8", "--deterministic", "--no-cache",
    ];

    private static readonly int[] AllShards = [1, 2, 3, 4];
    private static readonly int[] OtherOrder = [3, 1, 4, 2];

    private readonly TemporaryFolder _folder = new();

    private string Out => _folder.PathOf("out");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task FourShardsOnSlurm_OneOfThemKilledAndOneCancelled_GiveTheScoresOfOneProcess()
    {
        var token = TestContext.Current.CancellationToken;
        await StartAsync(token);
        var submit = new RunningCommand(Submit(), Path.Combine(Out, "shards", "2"), token, "completions.jsonl");
        await submit.UntilAsync(1, token);
        await KillShardAsync(2, token);
        await slurm.AskAsync("scancel", [$"{(await JobsAsync(token))[0].Id}_3"], token);
        await submit.EndsWithAsync(0);

        var jobs = await JobsAsync(token);
        Assert.Equal(AllShards, jobs[0].Shards);
        Assert.Equal([2, 3], jobs.Skip(1).SelectMany(job => job.Shards).Distinct().Order());
        await Codebench.JsonAsync(0, [.. Run[..^1], "--out", _folder.PathOf("whole")], token);
        Assert.Equal(Text("whole", "scores.json"), Text("out", "scores.json"));
        Assert.Equal(Text("whole", "prompts.jsonl"), Text("out", "prompts.jsonl"));
        Assert.Equal(Lines("whole", "completions.jsonl"), Lines("out", "completions.jsonl"));

        // By hand, in another order: the same bytes. Once more with one that is missing: it is said which.
        string[] shards = [.. OtherOrder.Select(shard => Path.Combine(Out, "shards", $"{shard}"))];
        await Codebench.JsonAsync(0, ["merge", .. shards, "--out", _folder.PathOf("merged")], token);
        Assert.All((string[])["scores.json", "run.json", "completions.jsonl", "executions.jsonl"], file => Assert.Equal(Text("out", file), Text("merged", file)));
        var refused = await Codebench.RunAsync(["merge", .. shards[..3], "--out", _folder.PathOf("partial")], token);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("2/4 is missing", refused.StandardError, StringComparison.Ordinal);

        // What one process would go on with, it finds done.
        await Codebench.JsonAsync(0, [.. Run[..^1], "--out", Out], token);
    }

    [Fact(Timeout = 300_000)]
    public async Task Submit_ThatIsInterrupted_LeavesTheJob_AndTheSameCommandComesBackToIt()
    {
        var token = TestContext.Current.CancellationToken;
        await StartAsync(token);
        var command = Submit("--limit", "8");
        var first = new RunningCommand(
            command.WithTargetFile("env").WithArguments($"--default-signal=INT \"{command.TargetFilePath}\" {command.Arguments}"),
            Path.Combine(Out, "submission"), token, "submission.json");
        await UntilAsync(async () => first.HasEnded || (await slurm.AskAsync("squeue", ["--noheader"], token)).Length > 0, token);
        await UntilAsync(async () => first.HasEnded || (await JobsAsync(token)).Count > 0, token);
        await Cli.Wrap("kill").WithArguments(["-s", "INT", $"{first.ProcessId}"]).ExecuteAsync(token);
        Assert.Contains("goes on. The same command comes back to it", await first.EndsWithAsync(130), StringComparison.Ordinal);

        var second = await command.ExecuteBufferedAsync(token);
        Assert.True(second.ExitCode == 0, second.StandardError);
        Assert.Equal(AllShards, Assert.Single(await JobsAsync(token)).Shards);
        Assert.Equal(8 * 4, File.ReadLines(Path.Combine(Out, "executions.jsonl")).Count());
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Codebench.RequireEngine();
        await slurm.StartAsync(cancellationToken);
        // Once, and not in each shard at a time: the launcher builds where a source has changed, and the image is made where it is not there.
        await Codebench.JsonAsync(0, ["languages", "build", "python"], cancellationToken);
    }

    [Fact(Timeout = 300_000)]
    public async Task Submit_WithSeparateExecution_IsTwoJobs_AndTheSameRun()
    {
        var token = TestContext.Current.CancellationToken;
        await StartAsync(token);
        var left = await SubmitWith(["--separate-execution", "--no-wait"], "--limit", "8").ExecuteBufferedAsync(token);
        Assert.True(left.ExitCode == 0, left.StandardError);
        Assert.Contains("goes on. The same command comes back to it", left.StandardError, StringComparison.Ordinal);
        Assert.Equal(AllShards, Assert.Single(await JobsAsync(token, "generation")).Shards);
        Assert.False(Directory.Exists(Path.Combine(Out, "submission", "execution")));

        var ended = await SubmitWith(["--separate-execution"], "--limit", "8").ExecuteBufferedAsync(token);
        Assert.True(ended.ExitCode == 0, ended.StandardError);
        Assert.Single(await JobsAsync(token, "generation"));
        Assert.Equal(AllShards, Assert.Single(await JobsAsync(token, "execution")).Shards);
        await Codebench.JsonAsync(0, [.. Run[..^1], "--limit", "8", "--out", _folder.PathOf("whole")], token);
        Assert.Equal(Text("whole", "scores.json"), Text("out", "scores.json"));
        Assert.Equal(Lines("whole", "completions.jsonl"), Lines("out", "completions.jsonl"));
        Assert.Equal(8 * 4, File.ReadLines(Path.Combine(Out, "executions.jsonl")).Count());
    }

    private Command Submit(params string[] more) => SubmitWith([], more);

    private Command SubmitWith(string[] options, params string[] more) =>
        Codebench.CommandWithCache(["submit", "--engine", "slurm", "--shards", $"{Shards}", "--out", Out, .. options, "--", .. Run, .. more])
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", SharedData.Root).Set("SLURM_CONF", slurm.Configuration));

    private async Task<IReadOnlyList<(string Id, int[] Shards)>> JobsAsync(CancellationToken cancellationToken, string stage = "")
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, "submission", stage, "submission.json"), cancellationToken));
        return [.. document.RootElement.GetProperty("jobs").EnumerateArray()
            .Select(job => (job.GetProperty("id").GetString()!, job.GetProperty("shards").EnumerateArray().Select(shard => shard.GetInt32()).ToArray()))];
    }

    // As when a node dies: nothing of the process is left to say so.
    private static async Task KillShardAsync(int shard, CancellationToken cancellationToken)
    {
        var process = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .First(folder => WordsOf(folder) is [var program, ..] words && Path.GetFileName(program) == "dotnet" && words.Contains($"{shard}/{Shards}"));
        await Cli.Wrap("kill").WithArguments(["-9", Path.GetFileName(process)]).ExecuteAsync(cancellationToken);
    }

    private static string[] WordsOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private string Text(string run, string file) => File.ReadAllText(Path.Combine(_folder.PathOf(run), file));

    private IEnumerable<string> Lines(string run, string file) => File.ReadLines(Path.Combine(_folder.PathOf(run), file)).Order(StringComparer.Ordinal);
}
