using System.Diagnostics;
using CodeBench.Core.Executions;
using CodeBench.Execution.Containers;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Sandboxes;

[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class PoolTests(ContainerFixture fixture)
{
    private const int Timeout = 90_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task Run_HundredProgramsOnTwoWorkers_EachGetsItsOwnReport()
    {
        await using var sandbox = await fixture.OpenAsync(2, TestContext.Current.CancellationToken);
        var reports = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Python.RunAsync(sandbox, $"print({i})")));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}\n"), reports.Select(report => report.Stdout.Text));
        Assert.Equal(2, (await fixture.OwnContainersAsync(Token)).Count);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ContainerKilledInTheMiddle_ProgramStillGetsItsReport()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var running = Python.RunAsync(sandbox, "import time; time.sleep(2); print('done')");
        var container = Assert.Single(await fixture.OwnContainersAsync(Token));
        await fixture.Engine.Client.Containers.KillContainerAsync(container.ID, new ContainerKillParameters(), Token);
        Assert.Equal("done\n", (await running).Stdout.Text);
        Assert.NotEqual(container.ID, Assert.Single(await fixture.OwnContainersAsync(Token)).ID);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ContainerKilledTwice_IsOurFault()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var running = Python.RunAsync(sandbox, "import time; time.sleep(60)");
        string? killed = null;
        while (!running.IsCompleted)
        {
            // Whichever container is up, until the sandbox has lost two of them.
            foreach (var container in (await fixture.OwnContainersAsync(Token)).Where(found => found.State == "running" && found.ID != killed))
            {
                killed = container.ID;
                await fixture.Engine.Client.Containers.KillContainerAsync(container.ID, new ContainerKillParameters(), Token);
            }
        }

        var fault = await Assert.ThrowsAsync<SandboxException>(() => running);
        Assert.StartsWith("The program's container was lost 2 times", fault.Message, StringComparison.Ordinal);
        Assert.Equal("fine\n", (await Python.RunAsync(sandbox, "print('fine')")).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_CallerGivesUp_StopsTheProgramPromptly()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = sandbox.RunAsync(Python.Program("import time; time.sleep(60)"), giveUp.Token);
        var watch = Stopwatch.StartNew();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Empty(await fixture.OwnContainersAsync(Token));
        Assert.Equal("next\n", (await Python.RunAsync(sandbox, "print('next')")).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Dispose_WhileProgramsRun_LeavesNoContainer()
    {
        var sandbox = await fixture.OpenAsync(3, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var running = Enumerable.Range(0, 5).Select(_ => Python.RunAsync(sandbox, "import time; time.sleep(60)")).ToArray();
        await sandbox.DisposeAsync();
        Assert.Empty(await fixture.OwnContainersAsync(Token));
        foreach (var program in running)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => program);
        }

        Assert.Empty(await fixture.OwnContainersAsync(Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Dispose_RightAfterOpening_LeavesNoContainer()
    {
        var sandbox = await fixture.OpenAsync(2, TestContext.Current.CancellationToken);
        await sandbox.DisposeAsync();
        Assert.Empty(await fixture.OwnContainersAsync(Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Remove_ContainersOfADeadProcess_AreGoneAndOthersStay()
    {
        // Opened first: a provider removes stale containers by itself when it first opens a sandbox.
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var image = await fixture.Provider.BuildAsync(Python.Language, Token);
        var settings = ContainerSettings.For(image.Digest, Python.Limits, "dead", 30_000, Execution.Sandboxes.CpuSharing.Shared, 0, 1);
        settings.HostConfig!.AutoRemove = false;
        settings.Labels![ContainerOwner.StartLabel] = "1"; // the number is ours, the start is not
        var dead = await fixture.Engine.Client.Containers.CreateContainerAsync(settings, Token);
        Assert.Equal(1, await StaleContainers.RemoveAsync(fixture.Engine.Client, TimeProvider.System.GetUtcNow(), Token));

        Assert.NotEqual(dead.ID, Assert.Single(await fixture.OwnContainersAsync(Token)).ID);
        Assert.Equal("alive\n", (await Python.RunAsync(sandbox, "print('alive')")).Stdout.Text);
    }
}
