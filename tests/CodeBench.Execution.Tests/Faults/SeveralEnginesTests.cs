using System.Collections.Concurrent;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Spreading;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Faults;

/// <summary>Two real engines: one image in both, programs in both, and none is lost with one of them.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class SeveralEnginesTests(ContainerFixture containers) : IAsyncLifetime
{
    private const int Timeout = 180_000;

    private readonly Said _said = new();
    private OwnEngine? _other;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private OwnEngine Other => _other!;

    public async ValueTask InitializeAsync()
    {
        _ = containers.Engine;
        _other = await OwnEngine.StartOnNetworkAsync(certificates: null, Token);
    }

    public ValueTask DisposeAsync() => _other?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact(Timeout = Timeout)]
    public async Task Open_EngineLacksTheImage_IsGivenItWithTheSameDigestAndRunsPrograms()
    {
        await using var group = await ConnectAsync(TestContext.Current.CancellationToken);
        using (var provider = ProviderOf(group))
        {
            await using var sandbox = await provider.OpenAsync(Python.Language, Python.Limits, 1, Token);
            Assert.Contains("Carrying image codebench/python:", Assert.Single(_said.Lines), StringComparison.Ordinal);
            Assert.Equal(sandbox.ImageDigest, await new ImageStore(group.Engines[1].Client).FindAsync(sandbox.ImageDigest, Token));
            Assert.Single(await Other.Api.ImagesAsync(["codebench/python:"], Token));

            // A program that waits for the other one: both must run at once, and there is one worker in each engine.
            var here = new MarkedProgram(30);
            var there = new MarkedProgram(30);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var running = new[] { here, there }.Select(program => sandbox.RunAsync(Python.Program(program.Text), stop.Token)).ToArray();
            await here.UntilBegunAsync(running[0], Token);
            await there.UntilBegunAsync(running[1], Token);
            Assert.Single(await Other.Api.ContainersAsync(running: true, ContainerOwner.HostLabel, Token));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running[0]);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running[1]);
        }

        Assert.Empty(await Other.Api.ContainersAsync(running: false, ContainerOwner.HostLabel, Token));
        using var again = ProviderOf(group);
        await using var second = await again.OpenAsync(Python.Language, Python.Limits, 1, Token);
        Assert.Single(_said.Lines); // nothing is carried twice
    }

    [Theory(Timeout = Timeout)]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task Open_EngineGoesAwayWhileItIsGivenTheImage_OtherRunsProgramsAndItComesBack(string signal)
    {
        await using var group = await ConnectAsync(TestContext.Current.CancellationToken);
        using var provider = ProviderOf(group, TimeSpan.FromSeconds(10));
        var gone = Task.CompletedTask;
        _said.OnLine = line => gone = !line.StartsWith("Carrying", StringComparison.Ordinal) || gone != Task.CompletedTask ? gone
            : signal == "KILL" ? Other.EndAsync(signal, Token) : Other.SignalAsync(signal, Token);
        await using (var sandbox = await provider.OpenAsync(Python.Language, Python.Limits, 1, Token))
        {
            await gone;
            Assert.Contains(_said.Lines, line => line.Contains($"{Other.Network} does not answer", StringComparison.Ordinal));
            Assert.Equal("1\n", (await Python.RunAsync(sandbox, "print(1)")).Stdout.Text);
            await (signal == "KILL" ? Other.StartAsync(Token) : Other.SignalAsync("CONT", Token));
            await UntilAsync(() => _said.Lines.Any(line => line.Contains($"{Other.Network} is back", StringComparison.Ordinal)));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Python.RunAsync(sandbox, $"print({number})")));
            Assert.NotEmpty(await Other.Api.ContainersAsync(running: true, ContainerOwner.HostLabel, Token));
        }

        Assert.Empty(await Other.Api.ContainersAsync(running: false, ContainerOwner.HostLabel, Token));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task Run_EngineGoesAwayInTheMiddle_EachProgramGetsItsReportFromTheOtherAndItComesBack(string signal)
    {
        await using var group = await ConnectAsync(TestContext.Current.CancellationToken);
        using var provider = ProviderOf(group);
        await using (var sandbox = await provider.OpenAsync(Python.Language, Python.Limits, 2, Token))
        {
            var marked = Enumerable.Range(0, 4).Select(number => new MarkedProgram(5, $"print({number})")).ToList();
            var running = marked.Select(program => Python.RunAsync(sandbox, program.Text)).ToArray();
            await Task.WhenAll(marked.Zip(running, (program, run) => program.UntilBegunAsync(run, Token)));

            await (signal == "KILL" ? Other.EndAsync(signal, Token) : Other.SignalAsync(signal, Token));
            Assert.Equal(["0\n", "1\n", "2\n", "3\n"], (await Task.WhenAll(running)).Select(report => report.Stdout.Text));
            await UntilAsync(() => _said.Lines.Any(line => line.Contains($"{Other.Network} is gone", StringComparison.Ordinal)));
            await (signal == "KILL" ? Other.StartAsync(Token) : Other.SignalAsync("CONT", Token));
            await UntilAsync(() => _said.Lines.Any(line => line.Contains($"{Other.Network} is back", StringComparison.Ordinal)));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Python.RunAsync(sandbox, $"print({number})")));
            Assert.NotEmpty(await Other.Api.ContainersAsync(running: true, ContainerOwner.HostLabel, Token));
        }

        Assert.Empty(await Other.Api.ContainersAsync(running: false, ContainerOwner.HostLabel, Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramWhoseContainerIsKilledTwice_IsAFaultAndBothEnginesStay()
    {
        await using var group = await ConnectAsync(TestContext.Current.CancellationToken);
        using var provider = ProviderOf(group);
        await using var sandbox = await provider.OpenAsync(Python.Language, Python.Limits, 1, Token);
        // Programs fill both workers; that of the other engine loses its container whenever it has begun.
        var programs = Enumerable.Range(0, 2).Select(_ => new MarkedProgram(20)).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = programs.Select(program => sandbox.RunAsync(Python.Program(program.Text), stop.Token)).ToList();
        await Task.WhenAll(programs.Zip(running, (program, run) => program.UntilBegunAsync(run, Token)));
        var lost = new HashSet<string>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!running.Any(run => run.IsFaulted))
        {
            foreach (var id in await Other.Api.ContainersAsync(running: true, ContainerOwner.HostLabel, Token))
            {
                if (lost.Count < 2 && lost.Add(id))
                {
                    await Other.Api.LoseContainerAsync(id, remove: false, Token);
                }
            }

            await timer.WaitForNextTickAsync(Token);
        }

        var exception = await Assert.ThrowsAsync<SandboxException>(() => running.Single(run => run.IsFaulted));
        Assert.Contains("lost 2 times", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_said.Lines, line => line.Contains("is gone", StringComparison.Ordinal));
        await stop.CancelAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Connect_OneEngineUnderTwoNames_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() =>
            EngineGroup.ConnectAsync([Other.Endpoint, Other.Network!], new Said(), TestContext.Current.CancellationToken));
        Assert.Contains($"{Other.Endpoint} and {Other.Network} are the same engine", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Connect_SomeDoNotAnswer_NamesEach()
    {
        Uri[] silent = [new("tcp://127.0.0.1:1"), new("unix:///nowhere/docker.sock")];
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() =>
            EngineGroup.ConnectAsync([Other.Network!, .. silent], new Said(), TestContext.Current.CancellationToken));
        Assert.All(silent, endpoint => Assert.Contains($"No container engine answers at {endpoint}", exception.Message, StringComparison.Ordinal));
        Assert.DoesNotContain($"{Other.Network}", exception.Message, StringComparison.Ordinal);
    }

    private Task<EngineGroup> ConnectAsync(CancellationToken cancellationToken) =>
        EngineGroup.ConnectAsync([containers.Engine.Endpoint, Other.Network!], _said, cancellationToken);

    private SpreadSandboxProvider ProviderOf(EngineGroup group, TimeSpan? startLimit = null)
    {
        var options = new SandboxOptions { RootFolder = Repository.Root };
        return new SpreadSandboxProvider(group.Engines, null, options with { StartLimit = startLimit ?? options.StartLimit }, _said, TimeProvider.System);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private sealed class Said : IProgress<string>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public Action<string>? OnLine { get; set; }

        public void Report(string value)
        {
            Lines.Enqueue(value);
            OnLine?.Invoke(value);
        }
    }
}
