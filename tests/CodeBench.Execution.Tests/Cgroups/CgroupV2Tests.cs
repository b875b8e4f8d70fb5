using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Protocol;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Cgroups;

/// <summary>
/// What the runner reads from a control group of version 2, on whatever version the machine has: the group's files are the
/// test's own, mounted where the kernel's would be.
/// </summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class CgroupV2Tests(ContainerFixture fixture) : IDisposable
{
    private const int Timeout = 60_000;

    // The beginning of a program that waits for a number of the group to rise.
    private const string Waiting = """
        import os, sys, time
        def number(file, key):
            for line in open('/sys/fs/cgroup/' + file):
                if line.split()[0] == key: return int(line.split()[1])
        def wait(file, key, by=1):
            first = number(file, key)
            while number(file, key) < first + by: time.sleep(0.01)
            return number(file, key) - first

        """;

    private static readonly Limits Limits = Python.Limits with { WallTime = TimeSpan.FromSeconds(20), CpuTime = TimeSpan.FromSeconds(5) };

    private readonly CgroupFiles _group = new(version: 2);

    public void Dispose() => _group.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Hello_OfARunnerInVersion2_SaysSo()
    {
        await using var runner = await BareRunner.StartAsync(fixture, _group, TestContext.Current.CancellationToken);
        Assert.Equal(2u, runner.ControlGroup);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_UsageThatRises_EndsAtTheProcessorLimitLongBeforeTheWallLimit()
    {
        var report = await RunAsync(
            "import time; time.sleep(100)",
            () => _group.Usage += TimeSpan.FromMilliseconds(200),
            Limits,
            TestContext.Current.CancellationToken);
        Assert.Equal(StepEnd.TimedOut, report.End);
        Assert.InRange(report.WallTime, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(report.CpuTime, Limits.CpuTime, TimeSpan.FromSeconds(20));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatEndsWell_IsReportedWithTheUsageOfTheGroup()
    {
        var before = _group.Usage;
        var report = await RunAsync(
            Waiting + "print(wait('cpu.stat', 'usage_usec', 1_000_000))",
            () => _group.Usage += TimeSpan.FromMilliseconds(50),
            Limits,
            TestContext.Current.CancellationToken);
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
        // What the program saw is a part of it; the runner's own time, some milliseconds, is not.
        var seen = TimeSpan.FromMicroseconds(long.Parse(report.Stdout.Text, System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(report.CpuTime, seen - TimeSpan.FromMilliseconds(50), _group.Usage - before);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_UsageThatStandsStill_IsNoEndlessOne()
    {
        // The group's account may be some milliseconds older than the runner's own time, which is taken off it.
        await using var runner = await BareRunner.StartAsync(fixture, _group, TestContext.Current.CancellationToken);
        var report = await runner.RunAsync(Python.Program("print(1)", Limits), TestContext.Current.CancellationToken);
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
        Assert.InRange(report.CpuTime, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("wait('memory.events', 'oom_kill'); os.kill(os.getpid(), 9)", StepEnd.OutOfMemory)]
    [InlineData("wait('memory.events', 'oom_kill'); sys.exit(1)", StepEnd.OutOfMemory)] // a child was killed, and it gave up
    [InlineData("wait('memory.events', 'oom_kill'); sys.exit(0)", StepEnd.Exited)] // it lived with that
    [InlineData("wait('memory.events', 'max'); os.kill(os.getpid(), 9)", StepEnd.Signalled)]
    public async Task Run_ProcessKilledForMemory_IsOutOfMemoryWhereTheGroupCountsIt(string program, StepEnd end)
    {
        var killed = program.Contains("oom_kill", StringComparison.Ordinal);
        var change = () =>
        {
            _group.Usage += TimeSpan.FromMilliseconds(5);
            _group.Refusals++;
            _group.OomKills += killed ? 1 : 0;
        };
        var report = await RunAsync(Waiting + program, change, Limits, TestContext.Current.CancellationToken);
        Assert.Equal(end, report.End);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("os.kill(os.getpid(), 9)")]
    [InlineData("sys.exit(1)")]
    public async Task Run_ProcessKilledForMemory_ThatItsOwnGroupHadLeft_IsOurFault(string end)
    {
        var fault = await Assert.ThrowsAsync<ProtocolException>(
            () => RunAsync(Waiting + "wait('memory.events', 'oom_kill'); " + end, KillForOthers, Limits, TestContext.Current.CancellationToken));
        Assert.Contains("the machine has no memory left", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProcessKilledForMemory_ThatItsOwnGroupHadLeft_AndThatWasLivedWith_IsNoFault()
    {
        var report = await RunAsync(Waiting + "wait('memory.events', 'oom_kill'); sys.exit(0)", KillForOthers, Limits, TestContext.Current.CancellationToken);
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(256, 255, StepEnd.OutOfMemory)]
    [InlineData(256, 128, StepEnd.TimedOut)] // the rest is files: the kernel can throw them out
    [InlineData(null, 255, StepEnd.TimedOut)] // "max": no limit
    public async Task Run_GroupFullOfTheProgramsOwnPages_IsOutOfMemory(int? limit, int pages, StepEnd end)
    {
        _group.Memory = limit is { } size ? ByteSize.FromMebibytes(size) : null;
        _group.Anonymous = ByteSize.FromMebibytes(pages);
        var change = () =>
        {
            _group.Usage += TimeSpan.FromMilliseconds(5);
            _group.Refusals++;
        };
        var limits = Limits with { WallTime = TimeSpan.FromSeconds(2) };
        var report = await RunAsync("import time; time.sleep(100)", change, limits, TestContext.Current.CancellationToken);
        Assert.Equal(end, report.End);
    }

    // The machine has no memory left, or a group above: the kernel then counts the kill in here, and no refusal.
    private void KillForOthers()
    {
        _group.Usage += TimeSpan.FromMilliseconds(5);
        _group.OomKills++;
    }

    private async Task<StepReport> RunAsync(string program, Action change, Limits limits, CancellationToken token)
    {
        await using var runner = await BareRunner.StartAsync(fixture, _group, token);
        return await _group.ChangeUntilAsync(runner.RunAsync(Python.Program(program, limits), token), change, token);
    }
}
