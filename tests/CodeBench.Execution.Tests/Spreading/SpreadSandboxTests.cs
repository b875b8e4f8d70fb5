using System.Collections.Concurrent;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Programs;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Spreading;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Spreading;

/// <summary>Programs over several engines: each is run once, whatever goes away, and whoever goes may come back.</summary>
public sealed class SpreadSandboxTests
{
    private const int Timeout = 30_000;

    private static readonly SpreadPace Fast = new()
    {
        Interval = TimeSpan.FromMilliseconds(10),
        FirstPause = TimeSpan.FromMilliseconds(10),
        LongestPause = TimeSpan.FromMilliseconds(20),
        Patience = TimeSpan.FromMinutes(1),
    };

    private readonly Said _said = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task Run_MorePrograms_AreSpreadOverAllEnginesUpToTheirPlaces()
    {
        var end = new TaskCompletionSource<IReadOnlyList<StepReport>>();
        var (started, release) = (0, end.Task);
        ScriptedPlace Place(string name, int workers) => new(name)
        {
            Workers = workers,
            Script = (_, _) =>
            {
                Interlocked.Increment(ref started);
                return release;
            },
        };
        var (large, small) = (Place("large", 4), Place("small", 2));
        await using var sandbox = await OpenAsync(Fast, [large, small], TestContext.Current.CancellationToken);
        Assert.Equal((6, 6), (sandbox.Workers, sandbox.Capacity));
        var running = Run(sandbox, 12);
        await UntilAsync(() => Volatile.Read(ref started) == 6);
        end.SetResult(ScriptedSandbox.Exited(0));
        await Task.WhenAll(running);
        Assert.Equal(12, large.Runs + small.Runs);
        Assert.True(large.Runs >= 4 && small.Runs >= 2, $"{large.Runs} and {small.Runs}");
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_OneEngineIsFaster_RunsMoreThere()
    {
        var slow = new ScriptedPlace("slow") { Script = (_, token) => Until(new TaskCompletionSource(), token) };
        var fast = new ScriptedPlace("fast");
        await using var sandbox = await OpenAsync(Fast, [slow, fast], TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Run(sandbox, 50, stop.Token);
        await UntilAsync(() => running.Count(program => program.IsCompletedSuccessfully) >= 48);
        await stop.CancelAsync();
        var stopped = (await Task.WhenAll(running.Select(EndOfAsync))).Count(end => end is OperationCanceledException);
        Assert.InRange(stopped, 1, 2);
        Assert.Equal((0, 50 - stopped), (slow.Runs, fast.Runs));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineGoesAwayWithItsPrograms_OthersRunThemAndEachHasOneReport()
    {
        var away = new ScriptedPlace("away") { Script = (_, token) => Until(new TaskCompletionSource(), token) };
        var other = new ScriptedPlace("other");
        await using var sandbox = await OpenAsync(Fast, [away, other], TestContext.Current.CancellationToken);
        var running = Run(sandbox, 20);
        await UntilAsync(() => other.Runs >= 18);
        away.GoAway();
        await Task.WhenAll(running);
        Assert.Equal((0, 20), (away.Runs, other.Runs));
        await UntilAsync(() => !_said.Lines.IsEmpty); // the others need not wait for the words
        Assert.Contains("away is gone (connection refused): its programs go to the other one", Assert.Single(_said.Lines), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineHangs_ItsProgramsGoToTheOthers()
    {
        var hung = new ScriptedPlace("hung") { Script = (_, _) => new TaskCompletionSource<IReadOnlyList<StepReport>>().Task };
        var other = new ScriptedPlace("other");
        await using var sandbox = await OpenAsync(Fast, [hung, other], TestContext.Current.CancellationToken);
        var running = Run(sandbox, 10);
        await UntilAsync(() => other.Runs >= 8);
        hung.Hang();
        await Task.WhenAll(running);
        Assert.Equal(10, other.Runs);
        await UntilAsync(() => !_said.Lines.IsEmpty); // the others need not wait for the words
        Assert.Contains("hung is gone (it does not answer)", Assert.Single(_said.Lines), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineComesBack_IsGivenProgramsAgain()
    {
        var (one, two) = (new ScriptedPlace("one"), new ScriptedPlace("two"));
        await using var sandbox = await OpenAsync(Fast, [one, two], TestContext.Current.CancellationToken);
        one.GoAway();
        await Task.WhenAll(Run(sandbox, 10));
        Assert.Equal((0, 10), (one.Runs, two.Runs));
        await UntilAsync(() => !_said.Lines.IsEmpty);
        one.ComeBack();
        await UntilAsync(() => _said.Lines.Any(line => line.Contains("one is back", StringComparison.Ordinal)));
        await RunUntilAsync(sandbox, () => one.Runs > 0);
        Assert.Equal(2, one.Opened);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_AllGoAwayAndOneComesBack_GoesOn()
    {
        var (one, two) = (new ScriptedPlace("one"), new ScriptedPlace("two"));
        await using var sandbox = await OpenAsync(Fast, [one, two], TestContext.Current.CancellationToken);
        one.GoAway();
        two.GoAway();
        var running = Run(sandbox, 10);
        await UntilAsync(() => _said.Lines.Any(line => line.Contains("it was the last: waiting for one to come back for 60 s", StringComparison.Ordinal)));
        two.ComeBack();
        await Task.WhenAll(running);
        Assert.Equal(10, two.Runs);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_AllStayAway_EndsWithWhatToDoAndNoFaultOfAProgram()
    {
        var (one, two) = (new ScriptedPlace("one"), new ScriptedPlace("two"));
        await using var sandbox = await OpenAsync(Fast with { Patience = TimeSpan.FromMilliseconds(50) }, [one, two], TestContext.Current.CancellationToken);
        one.GoAway();
        two.GoAway();
        foreach (var end in await Task.WhenAll(Run(sandbox, 10).Select(EndOfAsync)))
        {
            var exception = Assert.IsType<MachineNotAbleException>(end);
            Assert.Contains("No container engine is left", exception.Message, StringComparison.Ordinal);
            Assert.Contains("the same command goes on where it stopped", exception.Message, StringComparison.Ordinal);
            Assert.All(["one: connection refused", "two: "], text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatLosesItsContainer_IsItsOwnFaultAndTakesNoEngineAway()
    {
        Task<IReadOnlyList<StepReport>> Script(SourceProgram program, CancellationToken token) => program.Files[0].Content == "0"
            ? Task.FromException<IReadOnlyList<StepReport>>(new SandboxException("The program's container was lost 2 times"))
            : Task.FromResult(ScriptedSandbox.Exited(0));
        var (one, two) = (new ScriptedPlace("one") { Script = Script }, new ScriptedPlace("two") { Script = Script });
        await using var sandbox = await OpenAsync(Fast, [one, two], TestContext.Current.CancellationToken);
        var ends = await Task.WhenAll(Run(sandbox, 10).Select(EndOfAsync));
        Assert.IsType<SandboxException>(ends[0]);
        Assert.All(ends[1..], Assert.Null);
        Assert.Empty(_said.Lines);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EnginesEndUnderOneProgramAgainAndAgain_IsGivenUpAndTheOthersStay()
    {
        var killed = new ConcurrentQueue<string>();
        ScriptedPlace Place(string name) => new(name)
        {
            Script = (program, _) =>
            {
                if (program.Files[0].Content != "0")
                {
                    return Task.FromResult(ScriptedSandbox.Exited(0));
                }

                killed.Enqueue(name);
                return Task.FromException<IReadOnlyList<StepReport>>(new EngineLostException("the connection has ended"));
            },
        };
        await using var sandbox = await OpenAsync(Fast, [Place("one"), Place("two"), Place("three"), Place("four")], TestContext.Current.CancellationToken);
        var exception = Assert.IsType<SandboxException>(await EndOfAsync(Run(sandbox, 1)[0]));
        Assert.Contains("was lost with 3 container engines", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, killed.Count);
        await Task.WhenAll(Run(sandbox, 11).Skip(1));
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_EngineIsAwayFromTheBeginning_IsTakenWhenItAnswers()
    {
        var (here, away) = (new ScriptedPlace("here"), new ScriptedPlace("away"));
        away.GoAway();
        await using var sandbox = new SpreadSandbox(
            "sha256:scripted", [(here, await here.OpenAsync(TestContext.Current.CancellationToken)), (away, null)], Fast, _said, TimeProvider.System);
        await Task.WhenAll(Run(sandbox, 5));
        Assert.Equal(5, here.Runs);
        away.ComeBack();
        await UntilAsync(() => _said.Lines.Any(line => line.Contains("away is back", StringComparison.Ordinal)));
        await RunUntilAsync(sandbox, () => away.Runs > 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task Dispose_EngineFailsWhileItIsAsked_SandboxesAreDisposedAllTheSame()
    {
        var asked = new TaskCompletionSource();
        var place = new ScriptedPlace("one")
        {
            Question = async token =>
            {
                asked.TrySetResult();
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new IOException("The connection was closed");
            },
        };
        var sandbox = await OpenAsync(Fast, [place], TestContext.Current.CancellationToken);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await sandbox.DisposeAsync();
        Assert.Equal(1, place.Disposed);
    }

    private async Task<SpreadSandbox> OpenAsync(SpreadPace pace, ScriptedPlace[] places, CancellationToken cancellationToken)
    {
        var opened = new List<(ISandboxPlace, ISandbox?)>();
        foreach (var place in places)
        {
            opened.Add((place, await place.OpenAsync(cancellationToken)));
        }

        return new SpreadSandbox("sha256:scripted", opened, pace, _said, TimeProvider.System);
    }

    private static List<Task<IReadOnlyList<StepReport>>> Run(SpreadSandbox sandbox, int count, CancellationToken? cancellationToken = null) =>
        [.. Enumerable.Range(0, count).Select(number => sandbox.RunAsync(Python.Program($"{number}"), cancellationToken ?? Token))];

    private static async Task RunUntilAsync(SpreadSandbox sandbox, Func<bool> condition)
    {
        while (!condition())
        {
            await Task.WhenAll(Run(sandbox, 10));
        }
    }

    private static async Task<IReadOnlyList<StepReport>> Until(TaskCompletionSource end, CancellationToken cancellationToken)
    {
        await end.Task.WaitAsync(cancellationToken);
        return ScriptedSandbox.Exited(0);
    }

    private static async Task<Exception?> EndOfAsync(Task program)
    {
        try
        {
            await program;
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private sealed class Said : IProgress<string>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Report(string value) => Lines.Enqueue(value);
    }
}
