using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Cgroups;

/// <summary>
/// The kernel's own account of processor time in version 2, on machines that have it beside version 1: every container is then in
/// a group of both. The group around the container's has the same numbers, and a name that is known before it starts.
/// </summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class RealCgroupV2Tests(ContainerFixture fixture) : IDisposable
{
    private const int Timeout = 60_000;
    private const string AllGroups = "/sys/fs/cgroup";
    private const string Version2 = AllGroups + "/unified";

    private readonly CgroupFiles _memory = new(version: 2);
    private readonly string _group = $"codebench-test-{Guid.NewGuid():N}";

    public void Dispose()
    {
        _memory.Dispose();
        // The engine makes the outer group in each hierarchy of version 1, too, and leaves it there.
        foreach (var left in Directory.Exists(AllGroups) ? Directory.GetDirectories(AllGroups) : [])
        {
            if (Directory.Exists(Path.Combine(left, _group)))
            {
                Directory.Delete(Path.Combine(left, _group));
            }
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ManyProcessesThatSpin_StopAtTheProcessorLimitOfAllTogether()
    {
        await using var runner = await StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2u, runner.ControlGroup);
        var program = Python.Program(
            "import os\nfor _ in range(3): os.fork()\nwhile True: pass", Python.Limits with { CpuTime = TimeSpan.FromSeconds(1) });
        var report = await runner.RunAsync(program, TestContext.Current.CancellationToken);
        Assert.Equal(StepEnd.TimedOut, report.End);
        Assert.InRange(report.CpuTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.6));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_SleepingProgram_StopsAtTheWallLimitWithHardlyAnyProcessorTime()
    {
        await using var runner = await StartAsync(TestContext.Current.CancellationToken);
        var limits = Python.Limits with { WallTime = TimeSpan.FromSeconds(1) };
        var report = await runner.RunAsync(Python.Program("import time; time.sleep(100)", limits), TestContext.Current.CancellationToken);
        Assert.Equal(StepEnd.TimedOut, report.End);
        Assert.InRange(report.WallTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.InRange(report.CpuTime, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ManyShortPrograms_AreEachCharged()
    {
        await using var runner = await StartAsync(TestContext.Current.CancellationToken);
        var program = new SourceProgram { Files = [], Steps = [new Step(StepKind.Run, ["/bin/true"], Python.Limits)] };
        for (var run = 0; run < 200; run++)
        {
            var report = await runner.RunAsync(program, TestContext.Current.CancellationToken);
            Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
            Assert.InRange(report.CpuTime, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(0.5));
        }
    }

    private Task<BareRunner> StartAsync(CancellationToken token)
    {
        var group = Path.Combine(Version2, _group);
        try
        {
            Directory.CreateDirectory(group);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"No control groups of version 2 beside version 1 that these tests may make one in: {exception.Message}");
        }

        return BareRunner.StartAsync(
            fixture, [$"{_memory.Path}:/sys/fs/cgroup:ro", $"{group}/cpu.stat:/sys/fs/cgroup/cpu.stat:ro"], "/" + _group, token);
    }
}
