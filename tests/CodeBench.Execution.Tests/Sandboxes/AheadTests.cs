using CodeBench.Core.Executions;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>A program that lies ready behind another one loses nothing by it, and does the other one no harm.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class AheadTests(ContainerFixture fixture)
{
    private const int Timeout = 90_000;
    private const string UntilKilled = "import time; time.sleep(600)";

    // Its twenty megabytes of text are not sent before its turn.
    private static readonly string Large = $"x = '{new string('x', 20 << 20)}'\nprint(len(x))";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task Run_OneWorker_TakesTwoAndRunsOneAfterTheOther()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal((1, 2), (sandbox.Workers, sandbox.Capacity));
        const string Program = "import os, time\nprint(len([p for p in os.listdir('/proc') if p.isdigit()]), os.listdir('.'))\nopen('left', 'w')\ntime.sleep(.1)";
        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Python.RunAsync(sandbox, Program)));
        Assert.All(reports, report => Assert.Equal("2 ['program.py']\n", report.Stdout.Text));
        Assert.Single(await fixture.OwnContainersAsync(Token));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_BehindASlowProgram_MovesToTheIdleContainer(bool large)
    {
        await using var sandbox = await fixture.OpenAsync(2, TestContext.Current.CancellationToken);
        await Task.WhenAll(Python.RunAsync(sandbox, ""), Python.RunAsync(sandbox, ""));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var slow = sandbox.RunAsync(Python.Program(UntilKilled, Python.Limits with { WallTime = TimeSpan.FromMinutes(5) }), stop.Token);
        // Of these, at least one is sent to stand behind the slow one, which does not end before the test does.
        var others = Enumerable.Range(0, 5).Select(_ => Python.RunAsync(sandbox, large ? Large : "print(1)")).ToArray();
        Assert.All(await Task.WhenAll(others), report => Assert.Equal(large ? $"{20 << 20}\n" : "1\n", report.Stdout.Text));
        Assert.False(slow.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        Assert.Equal("after\n", (await Python.RunAsync(sandbox, "print('after')")).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_AfterALargeProgramMovedAway_NextOnesRunInBothContainers()
    {
        await using var sandbox = await fixture.OpenAsync(2, TestContext.Current.CancellationToken);
        await Task.WhenAll(Python.RunAsync(sandbox, ""), Python.RunAsync(sandbox, ""));
        for (var round = 0; round < 3; round++)
        {
            var slow = Python.RunAsync(sandbox, "import time; time.sleep(1.5)");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Python.RunAsync(sandbox, Large)).Append(slow));
            var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Python.RunAsync(sandbox, $"print({i})")));
            Assert.Equal(Enumerable.Range(0, 6).Select(i => $"{i}\n"), reports.Select(report => report.Stdout.Text));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_LargeProgramBehindAnother_WaitsForItsTurn()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var reports = await Task.WhenAll(Python.RunAsync(sandbox, "print(1)"), Python.RunAsync(sandbox, Large), Python.RunAsync(sandbox, "print(3)"));
        Assert.Equal(["1\n", $"{20 << 20}\n", "3\n"], reports.Select(report => report.Stdout.Text));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_BehindAProgramThatLeavesSomething_RunsInANewContainer()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var before = Assert.Single(await fixture.OwnContainersAsync(Token)).ID;
        // A connection that waits for its last packets cannot be removed.
        const string Leaves = """
            import socket
            server = socket.create_server(('127.0.0.1', 0))
            client = socket.create_connection(server.getsockname())
            other, _ = server.accept()
            other.close()
            client.close()
            """;
        var first = Python.RunAsync(sandbox, Leaves);
        var second = Python.RunAsync(sandbox, "print(open('/proc/net/sockstat').read().splitlines()[1].split()[:7])");
        Assert.Equal((StepEnd.Exited, 0), ((await first).End, (await first).ExitCode));
        Assert.Equal("['TCP:', 'inuse', '0', 'orphan', '0', 'tw', '0']\n", (await second).Stdout.Text);
        Assert.NotEqual(before, Assert.Single(await fixture.OwnContainersAsync(Token)).ID);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ContainersKilledTwice_WhoHadNotBegunInTheFirstIsNotChargedForIt()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = sandbox.RunAsync(Python.Program(UntilKilled, Python.Limits with { WallTime = TimeSpan.FromSeconds(5) }), stop.Token);
        var second = Python.RunAsync(sandbox, "import time; time.sleep(.5); print('second')");
        var killed = new HashSet<string>();
        while (killed.Count < 2)
        {
            foreach (var container in (await fixture.OwnContainersAsync(Token)).Where(found => found.State == "running" && killed.Add(found.ID)))
            {
                await fixture.Engine.Client.Containers.KillContainerAsync(container.ID, new ContainerKillParameters(), Token);
            }
        }

        // Whichever of the two ran in the second container: of a program that is lost twice nothing more is heard.
        Assert.Equal("second\n", (await second).Stdout.Text);
        await stop.CancelAsync();
        // Lost twice, given up, or at its limit of time meanwhile.
        await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_CallerGivesUpBeforeItsTurn_DoesTheOtherNoHarm()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var container = Assert.Single(await fixture.OwnContainersAsync(Token)).ID;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = Python.RunAsync(sandbox, "import time; time.sleep(1); print('first')");
        var second = sandbox.RunAsync(Python.Program("print('second')"), giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        Assert.Equal("first\n", (await first).Stdout.Text);
        Assert.Equal("third\n", (await Python.RunAsync(sandbox, "print('third')")).Stdout.Text);
        Assert.Equal(container, Assert.Single(await fixture.OwnContainersAsync(Token)).ID);
    }
}
