using System.Security.Cryptography;
using CodeBench.Core.Faults;
using CodeBench.Submission;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests.Submission;

/// <summary>Shards are submitted once, waited for, and run again where they fail.</summary>
public sealed class SubmitterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    private readonly HurriedTime _time = new(TimeSpan.FromHours(1));

    public void Dispose()
    {
        _random.Dispose();
        _folder.Dispose();
    }

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
        Assert.Single(_said, text => text.Contains("'squeue' says: no controller", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task AClusterThatNeverAnswers_IsGivenUp_AndQuoted()
    {
        var token = TestContext.Current.CancellationToken;
        var job = new SubmittedJob("7", [1, 2, 3, 4]);
        Folder.BeginOrResume(Record() with { Jobs = [job] });
        var cluster = new ScriptedCluster((_, _) => 0) { Silent = int.MaxValue };
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => RunAsync(cluster, token));
        Assert.Contains("has not said for 10 minutes how its jobs stand: 'squeue' says: no controller\nWhat was submitted goes on", exception.Message, StringComparison.Ordinal);
        Assert.InRange(Waited, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Single(_said);

        // Nobody waits: nobody is kept waiting.
        _time.Waits.Clear();
        exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => On(cluster).RunAsync(Command(), new SubmitterOptions(2, Wait: false), token));
        Assert.Contains("'squeue' says: no controller", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_time.Waits);
        Assert.Empty(cluster.Submitted);
    }

    [Fact(Timeout = 30_000)]
    public async Task AStatusThatIsSeenLate_IsWaitedFor_WhereOtherNodesFilesAreSeenLate()
    {
        var token = TestContext.Current.CancellationToken;
        var cluster = new ScriptedCluster((_, _) => 0) { Late = 10 };
        Assert.Empty(await On(cluster).RunAsync(Command(), new SubmitterOptions(2, Wait: true) { StatusPatience = Patience }, token));
        Assert.Equal(["1: 1,2,3,4"], cluster.Submitted);
        Assert.InRange(Waited, TimeSpan.FromSeconds(20), Patience);
    }

    [Fact(Timeout = 30_000)]
    public async Task AShardWithoutAStatus_CountsAsKilled_WhenThePatienceIsOver()
    {
        var token = TestContext.Current.CancellationToken;
        var cluster = new ScriptedCluster((_, shard) => shard == 3 ? null : 0);
        var failure = Assert.Single(await On(cluster).RunAsync(Command(), new SubmitterOptions(0, Wait: true) { StatusPatience = Patience }, token));
        Assert.Equal((3, null), (failure.Shard, failure.Status));
        Assert.InRange(Waited, Patience, Patience + TimeSpan.FromSeconds(30));
    }

    [Fact(Timeout = 30_000)]
    public async Task AStatusThatIsTakenAwayWhileItIsRead_IsNone()
    {
        Folder.BeginOrResume(Record());
        var path = Path.Combine(Folder.Statuses, "1");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var node = Task.Run(
            () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    File.WriteAllText(path + ".new", "3\n");
                    File.Move(path + ".new", path);
                    File.Delete(path);
                }
            },
            TestContext.Current.CancellationToken);
        var folder = Folder;
        var seen = 0;
        try
        {
            while (seen < 1000)
            {
                enough.Token.ThrowIfCancellationRequested();
                seen += folder.StatusOf(1) is null ? 0 : 1;
            }
        }
        finally
        {
            await enough.CancelAsync();
            await node;
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task ACommandThatIsKilledWhileItSubmits_SubmitsTheSameJobAgain_AndOneInANewFolderAnother()
    {
        var token = TestContext.Current.CancellationToken;
        var killed = new ScriptedCluster((_, _) => 0) { OnSubmit = () => throw new IOException("killed") };
        await Assert.ThrowsAsync<IOException>(() => RunAsync(killed, token));
        var again = new ScriptedCluster((_, _) => 0);
        Assert.Empty(await RunAsync(again, token));
        Assert.Equal(killed.Submitted, again.Submitted);
        Assert.Matches("\\A[0-9a-f]{8}\\z", Assert.Single(again.Commands).Word);
        Assert.Equal(killed.Commands[0].Word, again.Commands[0].Word);

        // Some of its shards ran meanwhile: the job is the same, for its name is.
        Directory.Delete(Path.Combine(_folder.Path, "submission"), recursive: true);
        await Assert.ThrowsAsync<IOException>(() => RunAsync(killed, token));
        await File.WriteAllTextAsync(Path.Combine(Folder.Statuses, "2"), "0\n", token);
        var named = new ScriptedCluster((_, shard) => shard == 4 ? 3 : 0) { KnowsJobsByName = true };
        Assert.Equal(4, Assert.Single(await RunAsync(named, token, retries: 1)).Shard);
        Assert.Equal(["1: 1,2,3,4", "2: 4"], named.Submitted);

        Directory.Delete(Path.Combine(_folder.Path, "submission"), recursive: true);
        var anew = new ScriptedCluster((_, _) => 0);
        Assert.Empty(await RunAsync(anew, token));
        Assert.NotEqual(again.Commands[0].Word, Assert.Single(anew.Commands).Word);
    }

    [Fact(Timeout = 30_000)]
    public async Task ASubmissionOfAnEarlierBuild_GoesOn_UnderItsOldName()
    {
        _folder.Write("submission/submission.json", "{\"schema\": 1, \"engine\": \"slurm\", \"shards\": 4, \"command\": [\"run\"], \"jobs\": []}");
        var cluster = new ScriptedCluster((_, _) => 0);
        Assert.Empty(await RunAsync(cluster, TestContext.Current.CancellationToken));
        Assert.Null(Assert.Single(cluster.Commands).Word);
    }

    [Fact(Timeout = 30_000)]
    public async Task NoWait_ReturnsWhenAllIsSubmitted()
    {
        var cluster = new ScriptedCluster((_, _) => 0);
        Assert.Empty(await On(cluster).RunAsync(Command(), new SubmitterOptions(2, Wait: false), TestContext.Current.CancellationToken));
        Assert.Equal(["1: 1,2,3,4"], cluster.Submitted);
        Assert.Equal("1: 1,2,3,4", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "submission", "job.sh"), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task AnInterruption_LeavesTheJobAndWhatIsKnownOfIt()
    {
        using var interrupted = new CancellationTokenSource();
        var cluster = new ScriptedCluster((_, _) => 0) { Polls = int.MaxValue, OnPoll = seen => _ = seen == 3 ? interrupted.CancelAsync() : Task.CompletedTask };
        var submitter = On(cluster);
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

    private static TimeSpan Patience => TimeSpan.FromSeconds(90);

    private TimeSpan Waited => TimeSpan.FromTicks(_time.Waits.Sum(wait => wait.Ticks));

    private SubmissionFolder Folder => new(Command());

    private static SubmissionRecord Record() => new() { Engine = "slurm", Shards = 4, Command = ["run"] };

    private ShardedCommand Command() => new() { Program = ["codebench"], Words = ["run"], Shards = 4, Folder = _folder.Path };

    private Reports Said() => new(_said);

    private Task<IReadOnlyList<ShardFailure>> RunAsync(ScriptedCluster cluster, CancellationToken cancellationToken, int retries = 2, ShardedCommand? command = null) =>
        On(cluster).RunAsync(command ?? Command(), new SubmitterOptions(retries, Wait: true), cancellationToken);

    private Submitter On(ScriptedCluster cluster) => new(cluster, _time, _random, Said());

    private sealed class Reports(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }
}
