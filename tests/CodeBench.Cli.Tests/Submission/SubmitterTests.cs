using CodeBench.Core.Faults;
using CodeBench.Submission;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests.Submission;

/// <summary>Shards are submitted once, waited for, and run again where they fail.</summary>
public sealed class SubmitterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Shards_ThatFailOrAreKilled_AreSubmittedAgainAlone()
    {
        var cluster = new ScriptedCluster((job, shard) => (job, shard) switch
        {
            (1, 2) => null,
            (1, 4) => 3,
            (3, 2) => 130,
            (_, 3) => 4,
            _ => 0,
        });
        Assert.Empty(await RunAsync(cluster, TestContext.Current.CancellationToken));
        // The one without a status is looked at twice: its file may come late. Then the next job is its own.
        Assert.Equal(["1: 1,2,3,4", "2: 4", "3: 2", "4: 2"], cluster.Submitted);
        Assert.Contains("0 of 4 shards are done, 4 run, 0 wait.", _said);

        // Once more: there is nothing to do.
        var again = new ScriptedCluster((_, _) => 0);
        Assert.Empty(await RunAsync(again, TestContext.Current.CancellationToken));
        Assert.Empty(again.Submitted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Shards_ThatFailForGood_AreNamedWithTheirLastWords()
    {
        var cluster = new ScriptedCluster((_, shard) => shard switch { 1 => 2, 2 => 3, 3 => null, _ => 0 });
        Directory.CreateDirectory(Folder.Logs);
        await File.WriteAllTextAsync(Folder.LogOf(2), "a\ncodebench: no engine\n\n", TestContext.Current.CancellationToken);
        var failures = await RunAsync(cluster, TestContext.Current.CancellationToken, retries: 1);
        Assert.Equal([new ShardFailure(1, 2, Folder.LogOf(1), null), new ShardFailure(2, 3, Folder.LogOf(2), "codebench: no engine"), new ShardFailure(3, null, Folder.LogOf(3), null)], failures);
        // What is wrong with the command line is no better the second time.
        Assert.Equal(["1: 1,2,3,4", "2: 2", "3: 3"], cluster.Submitted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Shards_ThatStillRun_AreComeBackTo_AndOnlyTheOthersAreSubmitted()
    {
        var job = new SubmittedJob("7", [1, 2, 3]);
        Folder.BeginOrResume(Record() with { Jobs = [job] });
        Folder.Write(Record() with { Jobs = [job] });
        var cluster = new ScriptedCluster((_, _) => 0);
        cluster.Remember(Command(), job);
        Assert.Empty(await RunAsync(cluster, TestContext.Current.CancellationToken));
        Assert.Equal(["2: 4"], cluster.Submitted);
    }

    [Fact(Timeout = 30_000)]
    public async Task AClusterThatDoesNotAnswer_IsAskedAgain_AndNothingIsSubmittedTwice()
    {
        var job = new SubmittedJob("7", [1, 2, 3, 4]);
        Folder.BeginOrResume(Record() with { Jobs = [job] });
        var cluster = new ScriptedCluster((_, _) => 0) { Silent = 5 };
        cluster.Remember(Command(), job);
        Assert.Empty(await RunAsync(cluster, TestContext.Current.CancellationToken));
        Assert.Empty(cluster.Submitted);
    }

    [Fact(Timeout = 30_000)]
    public async Task NoWait_ReturnsWhenAllIsSubmitted()
    {
        var cluster = new ScriptedCluster((_, _) => 0);
        Assert.Empty(await new Submitter(cluster, new HurriedTime(TimeSpan.FromHours(1)), Said()).RunAsync(Command(), new SubmitterOptions(2, Wait: false), TestContext.Current.CancellationToken));
        Assert.Equal(["1: 1,2,3,4"], cluster.Submitted);
        Assert.Equal("1: 1,2,3,4", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "submission", "job.sh"), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task AnInterruption_LeavesTheJobAndWhatIsKnownOfIt()
    {
        using var interrupted = new CancellationTokenSource();
        var cluster = new ScriptedCluster((_, _) => 0) { Polls = int.MaxValue, OnPoll = seen => _ = seen == 3 ? interrupted.CancelAsync() : Task.CompletedTask };
        var submitter = new Submitter(cluster, new HurriedTime(TimeSpan.FromHours(1)), Said());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submitter.RunAsync(Command(), new SubmitterOptions(2, Wait: true), interrupted.Token));
        Assert.Equal("1", Assert.Single(submitter.JobsOf(Command())).Id);
        Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested);
    }

    [Fact(Timeout = 30_000)]
    public async Task AFolderOfAnotherCommand_OrOneThatIsWaitedFor_IsRefused()
    {
        Folder.BeginOrResume(Record());
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync(new ScriptedCluster((_, _) => 0), TestContext.Current.CancellationToken, command: Command() with { Shards = 5, Words = ["run", "--suite", "other"] }));
        Assert.Equal(["--shards", "command"], exception.Faults.Select(fault => fault.Field));
        using var turn = Folder.Lock();
        exception = await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync(new ScriptedCluster((_, _) => 0), TestContext.Current.CancellationToken));
        Assert.Contains("another command waits", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stages_AreJobsOfTheirOwn_AndNoneGoesOnWithShardsOfTheWhole()
    {
        var generation = Command() with { Stage = ShardStage.Generation };
        var execution = Command() with { Stage = ShardStage.Execution, Words = ["execute"] };
        Assert.False(Submitter.IsDone(generation));
        Assert.Empty(await RunAsync(new ScriptedCluster((_, _) => 0), TestContext.Current.CancellationToken, command: generation));
        Assert.True(Submitter.IsDone(generation));
        Assert.False(Submitter.IsDone(execution));
        var cluster = new ScriptedCluster((job, shard) => (job, shard) == (1, 2) ? 3 : 4);
        Assert.Empty(await RunAsync(cluster, TestContext.Current.CancellationToken, command: execution));
        Assert.Equal(["1: 1,2,3,4", "2: 2"], cluster.Submitted);
        Assert.True(Submitter.IsDone(execution));

        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync(cluster, TestContext.Current.CancellationToken));
        Assert.Contains("were submitted with their execution as a job of its own", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task ShardsOfTheWhole_DoNotGoOnInStages()
    {
        Folder.BeginOrResume(Record());
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() =>
            RunAsync(new ScriptedCluster((_, _) => 0), TestContext.Current.CancellationToken, command: Command() with { Stage = ShardStage.Generation }));
        Assert.Contains("were submitted without their execution as a job of its own", exception.Message, StringComparison.Ordinal);
    }

    private SubmissionFolder Folder => new(Command());

    private static SubmissionRecord Record() => new() { Engine = "slurm", Shards = 4, Command = ["run"] };

    private ShardedCommand Command() => new() { Program = ["codebench"], Words = ["run"], Shards = 4, Folder = _folder.Path };

    private Reports Said() => new(_said);

    private Task<IReadOnlyList<ShardFailure>> RunAsync(ScriptedCluster cluster, CancellationToken cancellationToken, int retries = 2, ShardedCommand? command = null) =>
        new Submitter(cluster, new HurriedTime(TimeSpan.FromHours(1)), Said()).RunAsync(command ?? Command(), new SubmitterOptions(retries, Wait: true), cancellationToken);

    private sealed class Reports(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }
}
