using System.Threading.Channels;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Faults;

/// <summary>What fails that is not the program's: nothing is judged wrong, nothing is lost, nothing is left.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class EngineFaultTests(OwnEngineFixture fixture) : IClassFixture<OwnEngineFixture>, IAsyncLifetime
{
    private const int Timeout = 120_000;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private Engine? _engine;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.StartAsync(Token);
        _engine = await fixture.ConnectAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Run_EngineEndsAndComesBack_EachProgramGetsItsReport(string signal)
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long);
        await using (var sandbox = await OpenAsync(provider, 2, TestContext.Current.CancellationToken))
        {
            await Python.RunAsync(sandbox, "");
            var running = Enumerable.Range(0, 4).Select(i => Python.RunAsync(sandbox, $"import time; time.sleep(1); print({i})")).ToArray();
            await fixture.Own.EndAsync(signal, Token);
            await fixture.Own.StartAsync(Token);
            var reports = await Task.WhenAll(running);
            Assert.Equal(["0\n", "1\n", "2\n", "3\n"], reports.Select(report => report.Stdout.Text));
        }

        Assert.Empty(await fixture.ContainersAsync(Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineEndsMoreOftenThanAContainerMayBeLost_ProgramStillGetsItsReport()
    {
        var said = new Said();
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long, progress: said);
        await using var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var running = Python.RunAsync(sandbox, "import time; time.sleep(1); print('done')");
        for (var time = 0; time < 3; time++)
        {
            await UntilAsync(containers => containers > 0);
            await fixture.Own.EndAsync("TERM", Token);
            Assert.Contains("starts no container", await said.Lines.ReadAsync(Token), StringComparison.Ordinal);
            await fixture.Own.StartAsync(Token);
            Assert.Contains("starts containers again", await said.Lines.ReadAsync(Token), StringComparison.Ordinal);
        }

        Assert.Equal("done\n", (await running).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineIsKilledAndAnswersAgainBeforeItEndsTheContainer_IsNoLostContainer()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long);
        await using (var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken))
        {
            await Python.RunAsync(sandbox, "");
            var program = new MarkedProgram(8, "print('done')");
            var running = Python.RunAsync(sandbox, program.Text);
            for (var time = 0; time < 3; time++)
            {
                await program.UntilBegunAsync(running, Token);
                await fixture.Own.EndAsync("KILL", Token);
                await fixture.Own.StartAsync(Token);
            }

            Assert.Equal("done\n", (await running).Stdout.Text);
        }

        await UntilAsync(containers => containers == 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task Watch_EngineHangsThenIsKilled_EndsWithTheSecondAndBeginsAnewWithTheNext()
    {
        var end = _engine!.Watch.End();
        await fixture.Own.SignalAsync("STOP", TestContext.Current.CancellationToken);
        Assert.False(await Engine.AnswersAsync(fixture.Own.Endpoint, Token));
        Assert.Same(end, _engine.Watch.End());
        Assert.False(end.IsCompleted);

        await fixture.Own.EndAsync("KILL", Token);
        await end.WaitAsync(Token);
        await _engine.Watch.End().WaitAsync(Token); // nobody is there

        await fixture.Own.StartAsync(Token);
        var next = _engine.Watch.End();
        await fixture.Own.EndAsync("TERM", Token);
        await next.WaitAsync(Token);
        await fixture.Own.StartAsync(Token);
        var last = _engine.Watch.End();
        Assert.True(await Engine.AnswersAsync(fixture.Own.Endpoint, Token));
        Assert.False(last.IsCompleted);
        _engine.Watch.Dispose();
        await last.WaitAsync(Token);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ContainerIsLostTwiceWhileTheEngineLives_IsAFault()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long);
        await using var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        var program = new MarkedProgram(9);
        var running = Python.RunAsync(sandbox, program.Text);
        for (var time = 0; time < 2; time++)
        {
            await program.UntilBegunAsync(running, Token);
            await fixture.Own.Api.LoseContainerAsync(Assert.Single(await fixture.ContainersAsync(Token)), remove: false, Token);
        }

        var exception = await Assert.ThrowsAsync<SandboxException>(() => running);
        Assert.Contains("lost 2 times", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineStaysAway_EndsWithWhatToDo()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Short);
        await using var sandbox = await OpenAsync(provider, 2, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        var running = Enumerable.Range(0, 4).Select(_ => Python.RunAsync(sandbox, "import time; time.sleep(30)")).ToArray();
        await fixture.Own.EndAsync("TERM", Token);
        foreach (var program in running)
        {
            var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => program);
            Assert.Contains($"{fixture.Own.Endpoint}", exception.Message, StringComparison.Ordinal);
            Assert.Contains("the same command goes on", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineIsKilledAndItsContainersLive_GoesOnWithoutIt()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Short);
        await using (var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken))
        {
            await Python.RunAsync(sandbox, "");
            await fixture.Own.EndAsync("KILL", Token);
            foreach (var i in Enumerable.Range(0, 3))
            {
                Assert.Equal($"{i}\n", (await Python.RunAsync(sandbox, $"print({i})")).Stdout.Text);
            }
        }

        await fixture.Own.StartAsync(Token);
        await UntilAsync(containers => containers == 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_EngineHangs_EndsWithWhatToDoAndLeavesNoContainer()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long);
        var image = await provider.BuildAsync(Python.Language, TestContext.Current.CancellationToken);
        var source = new ContainerSource(
            _engine!,
            new HostSockets(_engine!.Endpoint),
            image.Digest,
            "hangs",
            slot => ContainerSettings.For(image.Digest, Python.Limits, "hangs", 30_000, CpuSharing.Shared, slot, 1),
            new EnginePatience(_engine!, Long, new Progress<string>(), TimeProvider.System),
            Short,
            Short,
            TimeProvider.System);
        await fixture.Own.SignalAsync("STOP", Token);
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => source.StartAsync(0, Token));
        Assert.Contains("does not answer any more", exception.Message, StringComparison.Ordinal);

        await fixture.Own.SignalAsync("CONT", Token);
        await using var next = await OpenAsync(provider, 1, Token);
        await Python.RunAsync(next, "");
        await UntilAsync(containers => containers == 1);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_EngineIsGone_EndsWithWhatToDo()
    {
        await fixture.Own.EndAsync("KILL", Token);
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Short);
        var opening = await Assert.ThrowsAsync<MachineNotAbleException>(() => OpenAsync(provider, 1, TestContext.Current.CancellationToken));
        var building = await Assert.ThrowsAsync<MachineNotAbleException>(() => provider.BuildAsync(Python.Language, Token));
        Assert.Contains($"{fixture.Own.Endpoint}", opening.Message, StringComparison.Ordinal);
        Assert.Contains($"{fixture.Own.Endpoint}", building.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ContainersAreLostBeforeTheyBegin_IsNoFault()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long);
        await using var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
        {
            await Python.RunAsync(sandbox, "");
            foreach (var id in await fixture.ContainersAsync(Token))
            {
                await fixture.Own.Api.LoseContainerAsync(id, remove: i % 2 == 0, Token);
            }

            Assert.Equal("fine\n", (await Python.RunAsync(sandbox, "print('fine')")).Stdout.Text);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ImageIsRemoved_EndsWithItsName()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Long);
        await using var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        foreach (var id in await fixture.ContainersAsync(Token))
        {
            await fixture.Own.Api.LoseContainerAsync(id, remove: true, Token);
        }

        await fixture.Own.Api.RemoveImageAsync(sandbox.ImageDigest, Token);
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => Python.RunAsync(sandbox, "print('lost')"));
        Assert.Contains(sandbox.ImageDigest, exception.Message, StringComparison.Ordinal);

        // The next command builds it again.
        await using var next = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        Assert.Equal("fine\n", (await Python.RunAsync(next, "print('fine')")).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Build_TwoCommandsAtOnce_MakeOneImage()
    {
        using var folder = new TemporaryFolder();
        folder.Write("language/Dockerfile", $"ARG BASE\nFROM ${{BASE}}\nLABEL test={folder.Path}\nLABEL more=yes\n");
        var language = Python.Language with { Id = "two-at-once", Folder = folder.PathOf("language") };
        using var one = OwnEngineFixture.ProviderOf(_engine!, Long, folder.PathOf("cache/lock"));
        using var other = OwnEngineFixture.ProviderOf(_engine!, Long, folder.PathOf("cache/lock"));
        var images = await Task.WhenAll(
            one.BuildAsync(language, TestContext.Current.CancellationToken), other.BuildAsync(language, TestContext.Current.CancellationToken));
        Assert.Equal(images[0], images[1]);
        Assert.Equal(images[0], await one.BuildAsync(language, Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EnginesDiskIsFull_WaitsForRoomThenEndsWithTheReason()
    {
        using var disk = new SmallDisk(fixture.Own.ContainerFolder, 512);
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Short);
        await using (var sandbox = await OpenAsync(provider, 1, TestContext.Current.CancellationToken))
        {
            await Python.RunAsync(sandbox, "");
            disk.Fill();
            Assert.Equal("warm\n", (await Python.RunAsync(sandbox, "print('warm')")).Stdout.Text);
            foreach (var id in await fixture.ContainersAsync(Token))
            {
                await fixture.Own.Api.LoseContainerAsync(id, remove: true, Token);
            }

            disk.Fill();
            var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => Python.RunAsync(sandbox, "print('no room')"));
            Assert.Contains("no space left on device", exception.Message, StringComparison.Ordinal);
            disk.MakeRoom();
            Assert.Equal("room\n", (await Python.RunAsync(sandbox, "print('room')")).Stdout.Text);
        }

        Assert.Empty(await fixture.ContainersAsync(Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Dispose_EngineIsGone_EndsPromptlyAndLeavesNoContainerInTheNext()
    {
        using var provider = OwnEngineFixture.ProviderOf(_engine!, Short);
        var sandbox = await OpenAsync(provider, 2, TestContext.Current.CancellationToken);
        await Python.RunAsync(sandbox, "");
        await fixture.Own.EndAsync("KILL", Token);
        await sandbox.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Token);
        await fixture.Own.StartAsync(Token);
        await using var next = await OpenAsync(provider, 1, TestContext.Current.CancellationToken);
        await Python.RunAsync(next, "");
        await UntilAsync(containers => containers == 1);
    }

    private sealed class Said : IProgress<string>
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Lines => _lines.Reader;

        public void Report(string value) => _lines.Writer.TryWrite(value);
    }

    private static Task<ISandbox> OpenAsync(DockerSandboxProvider provider, int workers, CancellationToken cancellationToken) =>
        provider.OpenAsync(Python.Language, Python.Limits, workers, cancellationToken);

    private async Task UntilAsync(Func<int, bool> isReached)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isReached((await fixture.ContainersAsync(Token)).Count))
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }
}
