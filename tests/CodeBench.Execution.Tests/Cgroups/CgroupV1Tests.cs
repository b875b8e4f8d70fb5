using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Protocol;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Cgroups;

/// <summary>
/// What the runner reads from a control group of version 1 that accounts for swap, on whatever version the machine has: limits of memory and of memory with swap are the same, and only the second
/// counts its refusals.
/// </summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class CgroupV1Tests(ContainerFixture fixture) : IDisposable
{
    private const int Timeout = 60_000;
    private const string DiesToo = "os.kill(os.getpid(), 9)";
    private const string LivesOn = "time.sleep(100)";

    private static readonly Limits Limits = Python.Limits with { WallTime = TimeSpan.FromSeconds(2), CpuTime = TimeSpan.FromSeconds(5) };

    private readonly CgroupFiles _group = new(version: 1);

    public void Dispose() => _group.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Hello_OfARunnerInVersion1_SaysSo()
    {
        await using var runner = await BareRunner.StartAsync(fixture, _group, TestContext.Current.CancellationToken);
        Assert.Equal(1u, runner.ControlGroup);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(255, true, StepEnd.OutOfMemory)]
    [InlineData(255, false, StepEnd.TimedOut)] // nobody asks for more
    [InlineData(128, true, StepEnd.TimedOut)] // the rest is files: the kernel can throw them out
    public async Task Run_GroupFullOfTheProgramsOwnPages_IsOutOfMemory(int pages, bool asksForMore, StepEnd end)
    {
        _group.Memory = ByteSize.FromMebibytes(256);
        _group.Anonymous = ByteSize.FromMebibytes(pages);
        var change = () =>
        {
            _group.Usage += TimeSpan.FromMilliseconds(5);
            _group.Refusals += asksForMore ? 1 : 0;
        };
        await using var runner = await BareRunner.StartAsync(fixture, _group, TestContext.Current.CancellationToken);
        var report = await _group.ChangeUntilAsync(
            runner.RunAsync(Python.Program("import time; time.sleep(100)", Limits), TestContext.Current.CancellationToken), change, TestContext.Current.CancellationToken);
        Assert.Equal(end, report.End);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(7, true, 1)] // the limit was hit
    [InlineData(0, false, 256)] // a kernel that does not count: all memory was used
    public async Task Run_ProcessKilledForMemory_IsOutOfMemoryWhereTheGroupHadNone(int refusals, bool counts, int highest)
    {
        Prepare(refusals, highest);
        var report = await RunKilledAsync(DiesToo, () => _group.Refusals += counts ? 1 : 0, TestContext.Current.CancellationToken);
        Assert.Equal(StepEnd.OutOfMemory, report.End);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(7, 256, DiesToo)]
    [InlineData(0, 200, DiesToo)]
    [InlineData(7, 256, LivesOn)] // until it passes another limit, which it would perhaps not have passed
    [InlineData(0, 200, LivesOn)]
    public async Task Run_ProcessKilledForMemory_ThatItsOwnGroupHadLeft_IsOurFault(int refusals, int highest, string then)
    {
        Prepare(refusals, highest);
        var fault = await Assert.ThrowsAsync<ProtocolException>(() => RunKilledAsync(then, () => { }, TestContext.Current.CancellationToken));
        Assert.Contains("the machine has no memory left", fault.Message, StringComparison.Ordinal);
    }

    private void Prepare(int refusals, int highest)
    {
        _group.Memory = ByteSize.FromMebibytes(256);
        _group.Refusals = refusals;
        _group.Highest = ByteSize.FromMebibytes(highest);
        _group.Write(); // the runner counts from what it finds
    }

    private async Task<StepReport> RunKilledAsync(string then, Action change, CancellationToken token)
    {
        const string Killed = "import os, time\nfirst = open('/sys/fs/cgroup/memory/memory.oom_control').read()\n"
            + "while open('/sys/fs/cgroup/memory/memory.oom_control').read() == first: time.sleep(0.01)\n";
        await using var runner = await BareRunner.StartAsync(fixture, _group, token);
        return await _group.ChangeUntilAsync(
            runner.RunAsync(Python.Program(Killed + then, Limits), token),
            () =>
            {
                _group.Usage += TimeSpan.FromMilliseconds(5);
                _group.OomKills++;
                change();
            },
            token);
    }
}
