using System.Diagnostics;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Pooling;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Faults;

/// <summary>An engine that hangs (it lives, takes requests and answers none) disturbs no program and keeps nobody waiting for long.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class EngineHangTests(OwnEngineFixture fixture) : IClassFixture<OwnEngineFixture>, IAsyncLifetime
{
    private const int Timeout = 120_000;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Bounded = TimeSpan.FromSeconds(60);

    private Engine? _engine;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.StartAsync(Token);
        _engine = await fixture.ConnectAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await fixture.Own.SignalAsync("CONT", CancellationToken.None);
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineHangs_ProgramsGoOnWithoutIt()
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root });
        await using (var sandbox = await OpenAsync(provider, 2, TestContext.Current.CancellationToken))
        {
            await RunBothAsync(sandbox);
            await HangAsync();
            await RunBothAsync(sandbox);
            await RunBothAsync(sandbox);
        }

        await NothingIsLeftAsync(provider);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineHangsAndAContainerIsLost_EndsInTimeWithWhatToDo()
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root, StartLimit = Short, EnginePatience = Short });
        var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        var program = new MarkedProgram(60);
        var running = Python.RunAsync(sandbox, program.Text);
        await program.UntilBegunAsync(running, Token);
        var runner = await RunnerAsync();
        await HangAsync();
        var watch = Stopwatch.StartNew();
        await SignalAsync("KILL", runner);
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => running);
        await sandbox.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bounded);
        Assert.Contains("does not answer any more", exception.Message, StringComparison.Ordinal);
        await NothingIsLeftAsync(provider);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_CallerGivesUpWhileTheEngineHangs_EndsPromptly(bool runnerHangsToo)
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root });
        var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var program = new MarkedProgram(60);
        var running = sandbox.RunAsync(Python.Program(program.Text), giveUp.Token);
        await program.UntilBegunAsync(running, Token);
        if (runnerHangsToo)
        {
            await SignalAsync("STOP", await RunnerAsync());
        }

        await HangAsync();
        await EndsPromptlyAsync(sandbox, running, giveUp);
        await NothingIsLeftAsync(provider);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_CallerGivesUpWhileAContainerStartsInAnEngineThatHangs_EndsPromptly()
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root });
        // Its containers begin to start with it, and it is not known how far they have come.
        var sandbox = await OpenAsync(provider, 2, TestContext.Current.CancellationToken);
        await HangAsync();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await EndsPromptlyAsync(sandbox, sandbox.RunAsync(Python.Program("import time; time.sleep(60)"), giveUp.Token), giveUp);
        await NothingIsLeftAsync(provider);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_EngineHangs_EndsInTimeWithWhatToDo()
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root, StartLimit = Short });
        await HangAsync();
        var watch = Stopwatch.StartNew();
        var opening = await Assert.ThrowsAsync<MachineNotAbleException>(() => OpenAsync(provider, 1, TestContext.Current.CancellationToken));
        var building = await Assert.ThrowsAsync<MachineNotAbleException>(() => provider.BuildAsync(Python.Language, Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bounded);
        Assert.Contains("does not answer any more", opening.Message, StringComparison.Ordinal);
        Assert.Contains("does not answer any more", building.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ThroughAnEngineThatHangsPastTheProgramsLimit_GetsItsReport()
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root });
        await using var sandbox = await OpenThroughEngineAsync(provider, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var program = new MarkedProgram(1, "print('done')");
        var running = Python.RunAsync(sandbox, program.Text, Python.Limits with { WallTime = TimeSpan.FromSeconds(3) });
        await program.UntilBegunAsync(running, Token);
        await HangAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(4));
        await timer.WaitForNextTickAsync(Token);
        await GoOnAsync();
        var report = await running;
        Assert.Equal((StepEnd.Exited, 0, "done\n"), (report.End, report.ExitCode, report.Stdout.Text));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ThroughAnEngineThatHangsForEver_EndsInTimeWithWhatToDo()
    {
        using var provider = ProviderOf(new SandboxOptions { RootFolder = Repository.Root });
        var sandbox = await OpenThroughEngineAsync(provider, Short, TestContext.Current.CancellationToken);
        var program = new MarkedProgram(1);
        var running = Python.RunAsync(sandbox, program.Text, Python.Limits with { WallTime = TimeSpan.FromSeconds(3) });
        await program.UntilBegunAsync(running, Token);
        await HangAsync();
        var watch = Stopwatch.StartNew();
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => running);
        await sandbox.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bounded);
        Assert.Contains("does not answer any more", exception.Message, StringComparison.Ordinal);
        await NothingIsLeftAsync(provider);
    }

    private static async Task RunBothAsync(ISandbox sandbox)
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Python.RunAsync(sandbox, $"print({i})")));
        Assert.Equal(["0\n", "1\n", "2\n", "3\n"], reports.Select(report => report.Stdout.Text));
    }

    private static async Task EndsPromptlyAsync(ISandbox sandbox, Task running, CancellationTokenSource giveUp)
    {
        var watch = Stopwatch.StartNew();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await sandbox.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Prompt);
    }

    private static Task<ISandbox> OpenAsync(DockerSandboxProvider provider, int workers, CancellationToken cancellationToken) =>
        provider.OpenAsync(Python.Language, Python.Limits, workers, cancellationToken);

    private async Task<ISandbox> OpenThroughEngineAsync(DockerSandboxProvider provider, TimeSpan margin, CancellationToken cancellationToken)
    {
        var image = await provider.BuildAsync(Python.Language, cancellationToken);
        var source = new ContainerSource(
            _engine!,
            new HostSockets(new Uri("tcp://engine.example:2376")),
            image.Digest,
            "through",
            slot => ContainerSettings.For(image.Digest, Python.Limits, "through", 30_000, CpuSharing.Shared, slot, 1),
            new EnginePatience(_engine!, Short, new Progress<string>(), TimeProvider.System),
            Prompt,
            Prompt,
            TimeProvider.System);
        return new DockerSandbox(image.Digest, new ContainerPool(1, source.StartAsync), source, margin, TimeProvider.System);
    }

    private static async Task SignalAsync(string signal, long process)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{process}"]);
        await kill.WaitForExitAsync(Token);
        Assert.Equal(0, kill.ExitCode);
    }

    private DockerSandboxProvider ProviderOf(SandboxOptions options) => new(_engine!, options, new Progress<string>(), TimeProvider.System);

    private Task HangAsync() => fixture.Own.SignalAsync("STOP", Token);

    private Task GoOnAsync() => fixture.Own.SignalAsync("CONT", Token);

    private async Task<long> RunnerAsync()
    {
        var container = Assert.Single(await fixture.ContainersAsync(Token));
        return (await _engine!.Client.Containers.InspectContainerAsync(container, Token)).State!.Pid;
    }

    // By the time it has run something new, an engine that goes on has done what it was asked for before.
    private async Task NothingIsLeftAsync(DockerSandboxProvider provider)
    {
        await GoOnAsync();
        await using (var sandbox = await OpenAsync(provider, 1, Token))
        {
            Assert.Equal("fine\n", (await Python.RunAsync(sandbox, "print('fine')")).Stdout.Text);
        }

        await UntilNoContainerAsync();
    }

    private async Task UntilNoContainerAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await fixture.ContainersAsync(Token)).Count > 0)
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }
}
