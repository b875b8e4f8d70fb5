using System.Diagnostics;
using System.Globalization;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Faults;

/// <summary>What stands still in the middle of a program, and is not the program, is not held against it.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class HangTests(ContainerFixture fixture)
{
    private const int Timeout = 120_000;

    private static readonly TimeSpan Wall = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PastTheLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(5);

    private static readonly Language Warm = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");

    /// <summary>What may stand still.</summary>
    public enum Part
    {
        /// <summary>The first process of the container: the program goes on.</summary>
        Runner,

        /// <summary>All of the container, as the engine does it.</summary>
        Container,

        /// <summary>The process that has forked for the program: the program goes on.</summary>
        Helper,
    }

    /// <summary>What may stand still for ever.</summary>
    public static TheoryData<Part> Parts { get; } = [Part.Runner, Part.Container, Part.Helper];

    /// <summary>What may go on again: a helper that has said nothing at the program's limit is not waited for.</summary>
    public static TheoryData<Part> Continuing { get; } = [Part.Runner, Part.Container];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Continuing))]
    public async Task Run_PartStandsStillPastTheProgramsLimit_ProgramIsJudgedInAnotherContainer(Part part)
    {
        using var provider = ProviderOf(TimeSpan.FromSeconds(15));
        await using var sandbox = await OpenAsync(provider, TestContext.Current.CancellationToken);
        var program = new MarkedProgram(1, "print('done')");
        var running = RunAsync(sandbox, program.Text, part);
        await program.UntilBegunAsync(running, Token);
        var container = await ContainerAsync();
        await StopAsync(part, container);
        await PassAsync(PastTheLimit);
        await ContinueAsync(part, container);
        var report = await running;
        Passed("done\n", report);
        Assert.NotEqual(container, await ContainerAsync());
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Parts))]
    public async Task Run_PartStandsStillForEver_ProgramIsJudgedInAnotherContainer(Part part)
    {
        using var provider = ProviderOf(TimeSpan.FromSeconds(2));
        await using var sandbox = await OpenAsync(provider, TestContext.Current.CancellationToken);
        var program = new MarkedProgram(1, "print('done')");
        var running = RunAsync(sandbox, program.Text, part);
        var behind = RunAsync(sandbox, "print('behind')", part);
        await program.UntilBegunAsync(running, Token);
        var container = await ContainerAsync();
        await StopAsync(part, container);
        Passed("done\n", await running);
        Passed("behind\n", await behind);
        Assert.NotEqual(container, await ContainerAsync());
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Parts))]
    public async Task Run_PartStandsStillTwice_IsAFault(Part part)
    {
        using var provider = ProviderOf(TimeSpan.FromSeconds(2));
        await using (var sandbox = await OpenAsync(provider, TestContext.Current.CancellationToken))
        {
            var program = new MarkedProgram(1);
            var running = RunAsync(sandbox, program.Text, part);
            for (var time = 0; time < 2; time++)
            {
                await program.UntilBegunAsync(running, Token);
                await StopAsync(part, await ContainerAsync());
            }

            await Assert.ThrowsAsync<SandboxException>(() => running);
            Passed("next\n", await RunAsync(sandbox, "print('next')", part));
        }

        Assert.Empty(await fixture.OwnContainersAsync(Token));
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Continuing))]
    public async Task Run_ProgramNeverEndsAndAPartStoodStill_StillTimesOut(Part part)
    {
        using var provider = ProviderOf(TimeSpan.FromSeconds(15));
        await using var sandbox = await OpenAsync(provider, TestContext.Current.CancellationToken);
        var program = new MarkedProgram(60);
        var running = RunAsync(sandbox, program.Text, part);
        await program.UntilBegunAsync(running, Token);
        var container = await ContainerAsync();
        await StopAsync(part, container);
        await PassAsync(PastTheLimit);
        await ContinueAsync(part, container);
        Assert.Equal(StepEnd.TimedOut, (await running).End);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Parts))]
    public async Task Run_CallerGivesUpWhileAPartStandsStill_EndsPromptlyAndLeavesNoContainer(Part part)
    {
        using var provider = ProviderOf(TimeSpan.FromSeconds(15));
        var sandbox = await OpenAsync(provider, TestContext.Current.CancellationToken);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var program = new MarkedProgram(60);
        var running = RunAsync(sandbox, program.Text, part, giveUp.Token);
        var behind = RunAsync(sandbox, "", part, giveUp.Token);
        await program.UntilBegunAsync(running, Token);
        await StopAsync(part, await ContainerAsync());
        var watch = Stopwatch.StartNew();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);
        await sandbox.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Prompt);
        Assert.Empty(await fixture.OwnContainersAsync(Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_RunnerSaysNothing_EndsInTimeWithTheReasonAndLeavesNoContainer()
    {
        var image = await fixture.Provider.BuildAsync(Python.Language, TestContext.Current.CancellationToken);
        var brief = TimeSpan.FromSeconds(2);
        var source = new ContainerSource(
            fixture.Engine,
            new HostSockets(fixture.Engine.Endpoint),
            image.Digest,
            "silent",
            Silent,
            new EnginePatience(fixture.Engine, brief, new Progress<string>(), TimeProvider.System),
            TimeSpan.FromSeconds(60),
            brief,
            TimeProvider.System);
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => source.StartAsync(0, Token));
        Assert.Contains("its runner has said nothing for 2 s", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await fixture.OwnContainersAsync(Token));

        CreateContainerParameters Silent(int slot)
        {
            var settings = ContainerSettings.For(image.Digest, Python.Limits, "silent", 30_000, CpuSharing.Shared, slot, 1);
            settings.Entrypoint = ["sh", "-c", "sleep 60"];
            return settings;
        }
    }

    private static void Passed(string output, StepReport report) =>
        Assert.Equal((StepEnd.Exited, 0, output), (report.End, report.ExitCode, report.Stdout.Text));

    private static async Task<StepReport> RunAsync(ISandbox sandbox, string text, Part part, CancellationToken? cancellationToken = null)
    {
        var program = Python.Program(text, Python.Limits with { WallTime = Wall });
        if (part == Part.Helper)
        {
            program = program with { Helper = Warm.Helper!.Command, Steps = [.. program.Steps.Select(step => step with { Warm = true })] };
        }

        return Assert.Single(await sandbox.RunAsync(program, cancellationToken ?? Token));
    }

    // Time that passes is what these tests are about.
    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(Token);
    }

    private static Task<ISandbox> OpenAsync(DockerSandboxProvider provider, CancellationToken cancellationToken) =>
        provider.OpenAsync(Warm, Python.Limits, 1, cancellationToken);

    private DockerSandboxProvider ProviderOf(TimeSpan watchdogMargin) => new(
        fixture.Engine,
        new SandboxOptions { RootFolder = Repository.Root, WatchdogMargin = watchdogMargin },
        new Progress<string>(),
        TimeProvider.System);

    private async Task<string> ContainerAsync() => Assert.Single(await fixture.OwnContainersAsync(Token)).ID;

    private Task StopAsync(Part part, string container) =>
        part == Part.Container ? fixture.Engine.Client.Containers.PauseContainerAsync(container, Token) : SignalAsync(part, container, "STOP");

    private Task ContinueAsync(Part part, string container) =>
        part == Part.Container ? fixture.Engine.Client.Containers.UnpauseContainerAsync(container, Token) : SignalAsync(part, container, "CONT");

    private async Task SignalAsync(Part part, string container, string signal)
    {
        var details = await fixture.Engine.Client.Containers.InspectContainerAsync(container, Token);
        var runner = (int)details.State!.Pid;
        using var kill = Process.Start("kill", ["-s", signal, (part == Part.Runner ? runner : ChildOf(runner)).ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token);
        Assert.Equal(0, kill.ExitCode);
    }

    private static int ChildOf(int process) => Process.GetProcesses()
        .Select(other => other.Id)
        .Single(id => File.Exists($"/proc/{id}/stat") && File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ')[2] == $"{process}");
}
