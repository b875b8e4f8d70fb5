using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Execution.Tests.Sandboxes;

[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class StepEndTests(ContainerFixture fixture)
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatEndsWell_ReportsExitAndOutput()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, "import sys; print('grüße'); print('oh', file=sys.stderr)");
        Assert.Equal((StepEnd.Exited, 0, (int?)null), (report.End, report.ExitCode, report.Signal));
        Assert.Equal(("grüße\n", "oh\n"), (report.Stdout.Text, report.Stderr.Text));
        Assert.InRange(report.PeakMemory.Bytes, 1 << 20, 64 << 20);
        Assert.InRange(report.CpuTime, TimeSpan.FromMilliseconds(1), report.WallTime + TimeSpan.FromMilliseconds(50));
        Assert.StartsWith("sha256:", sandbox.ImageDigest, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_BehindALargeProgram_ReportsItsOwnPeak()
    {
        // What the runner needed for the files of the one before is not the program's, though it begins in the runner's memory.
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var large = Python.Program("print(1)");
        large = large with { Files = [.. large.Files, new SourceFile("large.txt", new string('x', 28 << 20))] };
        Assert.Equal(0, Assert.Single(await sandbox.RunAsync(large, TestContext.Current.CancellationToken)).ExitCode);
        var report = await Python.RunAsync(sandbox, "print(1)");
        Assert.InRange(report.PeakMemory.Bytes, 1 << 20, 24 << 20);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatFails_ReportsItsExitCode()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, "raise SystemExit(7)");
        Assert.Equal((StepEnd.Exited, 7), (report.End, report.ExitCode));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatCrashes_ReportsTheSignal()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, "import os; os.kill(os.getpid(), 11)");
        Assert.Equal((StepEnd.Signalled, (int?)null, 11), (report.End, report.ExitCode, report.Signal));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_SleepingProgram_StopsAtTheWallLimit()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(
            sandbox,
            "import signal, time\nfor s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n  except (OSError, ValueError): pass\ntime.sleep(100)",
            Python.Limits with { WallTime = TimeSpan.FromSeconds(1) });
        Assert.Equal(StepEnd.TimedOut, report.End);
        Assert.InRange(report.WallTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.InRange(report.CpuTime, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ManyProcessesThatSpin_StopAtTheProcessorLimitOfAllTogether()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(
            sandbox,
            "import os\nfor _ in range(3): os.fork()\nwhile True: pass",
            Python.Limits with { CpuTime = TimeSpan.FromSeconds(1) });
        Assert.Equal(StepEnd.TimedOut, report.End);
        Assert.InRange(report.CpuTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.6));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_MemoryBombThenGoodProgram_OnlyTheFirstRunsOutOfMemory()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        for (var round = 0; round < 3; round++)
        {
            var bomb = await Python.RunAsync(sandbox, "x = []\nwhile True: x.append(bytearray(1 << 20))");
            Assert.Equal(StepEnd.OutOfMemory, bomb.End);
            var good = await Python.RunAsync(sandbox, "x = bytearray(150 << 20); print(len(x))");
            Assert.Equal((StepEnd.Exited, 0), (good.End, good.ExitCode));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_CommandThatIsNotThere_IsNotStarted()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = Python.Program("") with { Steps = [new Step(StepKind.Compile, ["no-such-compiler"], Python.Limits)] };
        var report = Assert.Single(await sandbox.RunAsync(program, TestContext.Current.CancellationToken));
        Assert.Equal((StepEnd.NotStarted, StepKind.Compile), (report.End, report.Kind));
        Assert.Equal("cannot start no-such-compiler: No such file or directory\n", report.Stderr.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_TwoSteps_ShareTheFolderAndStopAtTheFirstFailure()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = new SourceProgram
        {
            Files = [new SourceFile("program.py", "import os; print(os.environ['ANSWER'], os.getcwd())")],
            Steps =
            [
                new Step(StepKind.Compile, ["python3", "-m", "py_compile", "program.py"], Python.Limits),
                new Step(StepKind.Run, ["sh", "-c", "ls __pycache__ >&2; exec python3 program.py"], Python.Limits),
                new Step(StepKind.Run, ["false"], Python.Limits),
                new Step(StepKind.Run, ["true"], Python.Limits),
            ],
            Environment = new Dictionary<string, string> { ["ANSWER"] = "42" },
        };
        var reports = await sandbox.RunAsync(program, TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 1], reports.Select(report => report.ExitCode ?? -1));
        Assert.Equal("42 /box/program\n", reports[1].Stdout.Text);
        Assert.Contains(".pyc", reports[1].Stderr.Text, StringComparison.Ordinal);
    }
}
