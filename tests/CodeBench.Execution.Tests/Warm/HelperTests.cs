using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Warm;

/// <summary>The runner and its warm helper, whatever language that is for: what it starts, and what becomes of its own failures.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class HelperTests(ContainerFixture fixture)
{
    private const int Timeout = 120_000;
    private const string Ready = "import os, socket\nway = socket.socket(fileno=3)\nway.send(b'R')\npacket = way.recvmsg(65536, 1024)[0]\n";

    private static readonly string[] ForkServer = ["python3", "/usr/local/lib/codebench/fork_server.py"];

    [Theory(Timeout = Timeout)]
    [InlineData("the warm helper ended: cannot start no-such-helper: No such file or directory", "no-such-helper")]
    [InlineData("the warm helper ended: no room here", "python3", "-c", "raise SystemExit('no room here')")]
    [InlineData("the warm helper ended", "true")]
    [InlineData("does not speak this protocol", "python3", "-c", "import socket\nsocket.socket(fileno=3).send(b'hello')\nimport time; time.sleep(3600)")]
    [InlineData("the warm helper ended: gone", "python3", "-c", Ready + "raise SystemExit('gone')")]
    [InlineData("could not start a program: no", "python3", "-c", Ready + "way.send(b'Fno')\nway.recv(1)")]
    public async Task Run_HelperThatFails_IsAFaultThatSaysWhy(string reason, params string[] helper)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<SandboxException>(
            () => sandbox.RunAsync(Warm("print(1)", helper), TestContext.Current.CancellationToken));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        var fresh = await Python.RunAsync(sandbox, "print(1)");
        Assert.Equal((StepEnd.Exited, "1\n"), (fresh.End, fresh.Stdout.Text));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_WarmAndFreshStepsOfOneProgram_ShareTheFolder()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = Warm("print(open('made').read())", ForkServer);
        program = program with { Steps = [new Step(StepKind.Compile, ["sh", "-c", "echo -n here > made"], Python.Limits), .. program.Steps] };
        var reports = await sandbox.RunAsync(program, TestContext.Current.CancellationToken);
        Assert.Equal([0, 0], reports.Select(report => report.ExitCode ?? -1));
        Assert.Equal("here\n", reports[1].Stdout.Text);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("sh", "-c", "echo $$ | wc -l; exit 3")]
    [InlineData("python3", "-c", "import sys\nprint(sys.argv)\nsys.exit(4)", "a", "b c", "")]
    [InlineData("python3", "program.py", "-x", "é")]
    [InlineData("python3", "-m", "json.tool", "--help")]
    [InlineData("python3", "-O", "program.py")]
    [InlineData("python3")]
    [InlineData("python3", "absent.py")]
    [InlineData("no-such-command", "x")]
    [InlineData("/etc/passwd")]
    public async Task Run_AnyCommand_EndsAsAFreshProcess(params string[] command)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var warm = Warm("import sys\nprint(sys.argv, sys.flags.optimize)", ForkServer, command);
        var expected = Assert.Single(await sandbox.RunAsync(warm with { Helper = [] }, TestContext.Current.CancellationToken));
        var report = Assert.Single(await sandbox.RunAsync(warm, TestContext.Current.CancellationToken));
        Assert.Equal(
            (expected.End, expected.ExitCode, expected.Signal, expected.Stdout, expected.Stderr),
            (report.End, report.ExitCode, report.Signal, report.Stdout, report.Stderr));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_AnotherEnvironment_StartsAnotherHelper()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = Warm("import os\nprint(os.environ.get('LEVEL'), os.getppid())", ForkServer);
        var said = new List<string>();
        foreach (var level in new[] { "1", "1", "2", "1" })
        {
            var environment = new Dictionary<string, string> { ["LEVEL"] = level };
            var report = Assert.Single(await sandbox.RunAsync(program with { Environment = environment }, TestContext.Current.CancellationToken));
            said.Add(report.Stdout.Text);
        }

        Assert.Equal(["1", "1", "2", "1"], said.Select(text => text.Split(' ')[0]));
        Assert.Equal(said[0], said[1]);
        Assert.Equal(3, said.Distinct().Count());
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramsThatReachLimits_LeaveTheHelperAlive()
    {
        var token = TestContext.Current.CancellationToken;
        await using var sandbox = await fixture.OpenAsync(1, token);
        // To fill the memory takes a second where the machine gives it slowly: brief are those that time is to end.
        var limits = Python.Limits with { Output = ByteSize.FromMebibytes(1) };
        var brief = limits with { WallTime = TimeSpan.FromSeconds(1), CpuTime = TimeSpan.FromSeconds(1) };
        (string Text, StepEnd End)[] programs =
        [
            ("import time\ntime.sleep(60)", StepEnd.TimedOut),
            ("while True: pass", StepEnd.TimedOut),
            ("x = [bytearray(1 << 20) for _ in range(1000)]", StepEnd.OutOfMemory),
            ("while True: print('x' * 1000)", StepEnd.OutputExceeded),
            ("import os\nos.kill(os.getpid(), 11)", StepEnd.Signalled),
            ("import os, time\nif os.fork() == 0:\n  os.setsid()\n  time.sleep(60)", StepEnd.Exited),
        ];
        var parent = Assert.Single(await sandbox.RunAsync(Warm("import os\nprint(os.getppid())", ForkServer), token)).Stdout.Text;
        foreach (var (text, end) in programs)
        {
            var program = Warm(text, ForkServer);
            program = program with { Steps = [program.Steps[0] with { Limits = end == StepEnd.TimedOut ? brief : limits }] };
            Assert.Equal(end, Assert.Single(await sandbox.RunAsync(program, token)).End);
            Assert.Equal(parent, Assert.Single(await sandbox.RunAsync(Warm("import os\nprint(os.getppid())", ForkServer), token)).Stdout.Text);
        }
    }

    private static SourceProgram Warm(string text, string[] helper, params string[] command)
    {
        var program = Python.Program(text);
        var step = program.Steps[0] with { Warm = true };
        return program with { Helper = helper, Steps = [command.Length > 0 ? step with { Command = command } : step] };
    }
}
