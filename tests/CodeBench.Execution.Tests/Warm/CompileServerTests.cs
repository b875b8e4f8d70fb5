using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Warm;

/// <summary>The runner and a compile server, whatever language that is for: what it is asked, and what becomes of its misbehaviour.</summary>
/// <remarks>Each compile step's own command leaves "by command"; what the server hands back says otherwise.</remarks>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class CompileServerTests(ContainerFixture fixture)
{
    private const int Timeout = 120_000;

    // The frames of src/runner/PROTOCOL.md, and a compiler that puts what it is given into upper case.
    private const string Server = """
        import os, socket, struct, sys, time

        way = socket.socket(fileno=3)

        def send(body):
            way.sendall(struct.pack('<I', len(body)) + body)

        def take(count):
            data = b''
            while len(data) < count:
                part = way.recv(count - len(data))
                if not part:
                    sys.exit()
                data += part
            return data

        def text(data):
            return struct.pack('<I', len(data)) + data + b'\0'

        def answer(code, files, out=b'', err=b''):
            send(b'E' + struct.pack('<I', code) + text(out) + text(err) + struct.pack('<I', len(files))
                 + b''.join(text(name) + text(content) for name, content in files))

        def request():
            body = take(struct.unpack('<I', take(4))[0])
            assert body[:1] == b'C'
            at = 1
            def number():
                nonlocal at
                at += 4
                return struct.unpack('<I', body[at - 4:at])[0]
            def word():
                nonlocal at
                length = number()
                at += length + 1
                assert body[at - 1] == 0
                return body[at - length - 1:at - 1]
            command = [word() for _ in range(number())]
            return command, [(word(), word()) for _ in range(number())]

        served = 0
        send(b'R')
        while True:
            command, files = request()
            source = dict(files)[b'program.py'].decode()
            served += 1
            made = ('%d %s' % (served, source.upper())).encode()
        """;

    private const string Honest = Server + "\n    answer(0, [(b'made', made)], b'out', b'err')\n";

    [Fact(Timeout = Timeout)]
    public async Task Run_CompileStep_IsDoneByTheServer()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        for (var turn = 1; turn <= 3; turn++)
        {
            var reports = await RunAsync(sandbox, "hello", Honest);
            Assert.Equal(["out", $"{turn} HELLO"], reports.Select(report => report.Stdout.Text));
            Assert.Equal("err", reports[0].Stderr.Text);
            Assert.Equal((StepKind.Compile, StepEnd.Exited, (int?)0), (reports[0].Kind, reports[0].End, reports[0].ExitCode));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ServerThatRefusesASource_EndsTheProgramThere()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = Assert.Single(await RunAsync(sandbox, "hello", Server + "\n    answer(3, [], b'', b'line 1: no')\n"));
        Assert.Equal((StepEnd.Exited, (int?)3, "line 1: no"), (report.End, report.ExitCode, report.Stderr.Text));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_Request_HasTheCommandAndTheSources()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = Program("hello", Server + "\n    answer(1, [], repr((command, files)).encode())\n");
        program = program with { Files = [.. program.Files, new SourceFile("of-compiling", "é", 0), new SourceFile("of-running", "", 1)] };
        var report = Assert.Single(await sandbox.RunAsync(program, TestContext.Current.CancellationToken));
        Assert.Equal(
            @"([b'sh', b'-c', b'echo -n by command > made'], [(b'program.py', b'hello'), (b'of-compiling', b'\xc3\xa9')])", report.Stdout.Text);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("sys.exit(0)")]
    [InlineData("os.kill(os.getpid(), 9)")]
    [InlineData("send(b'nonsense')")]
    [InlineData("way.sendall(bytes([255, 255, 255, 255]))")]
    [InlineData("send(b'E' + struct.pack('<I', 0) + text(b''))")]
    [InlineData("answer(0, [(b'../made', made)])")]
    [InlineData("answer(0, [(b'', made)])")]
    [InlineData("answer(0, [(b'made', b'x' * (60 << 20))])")]
    [InlineData("answer(0, [(b'made', b'x' * (70 << 20))])")]
    [InlineData("answer(0, [(b'made', made)]); send(b'more') if served > 1 else None; x = [bytearray(1 << 20) for _ in range(4000)]")]
    public async Task Run_ServerThatGivesNoAnswer_IsReplacedAndTheCommandCompiles(string misdeed)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var text = Server + $"\n    if source == 'bad' or served > 2: {misdeed}\n    else: answer(0, [(b'made', made)])\n";
        var made = new List<string>();
        foreach (var source in new[] { "good", "bad", "good" })
        {
            made.Add((await RunAsync(sandbox, source, text))[^1].Stdout.Text);
        }

        Assert.Equal("1 GOOD", made[0]);
        Assert.Contains(made[1], (string[])["by command", "2 BAD"]);
        Assert.Equal("1 GOOD", made[2]);
    }

    /// <summary>As Java's runtime does. A container that was replaced for them would have a new server, which counts from one.</summary>
    [Fact(Timeout = Timeout)]
    public async Task Run_ServerWithSocketsOfItsOwn_KeepsItsContainer()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        const string Text = Server + "\n    own = own if served > 1 else socket.socketpair()\n    answer(0, [(b'made', made)])\n";
        var made = new List<string>();
        foreach (var source in new[] { "a", "b", "c" })
        {
            made.Add((await RunAsync(sandbox, source, Text))[^1].Stdout.Text);
        }

        Assert.Equal(["1 A", "2 B", "3 C"], made);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ServerThatDeclines_GoesOnWhileTheCommandCompiles()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        const string Text = Server + "\n    if source == 'odd': send(b'N')\n    else: answer(0, [(b'made', made)])\n";
        var made = new List<string>();
        foreach (var source in new[] { "even", "odd", "even" })
        {
            made.Add((await RunAsync(sandbox, source, Text))[^1].Stdout.Text);
        }

        Assert.Equal(["1 EVEN", "by command", "3 EVEN"], made);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ServerThatEndsBetweenPrograms_IsStartedAgain()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var made = new List<string>();
        for (var turn = 0; turn < 6; turn++)
        {
            made.Add((await RunAsync(sandbox, "hello", Server + "\n    answer(0, [(b'made', made)])\n    sys.exit()\n"))[^1].Stdout.Text);
        }

        // A program that comes while the server is still ending is compiled by the command.
        Assert.All(made, text => Assert.Contains(text, (string[])["1 HELLO", "by command"]));
        Assert.True(made.Count(text => text == "1 HELLO") > 1, string.Join(", ", made));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("while True: pass", StepEnd.TimedOut, "")]
    [InlineData("time.sleep(60)", StepEnd.Exited, "by command")]
    public async Task Run_ServerThatTakesTooLong_HasReachedTheStepsLimitUnlessItHangs(string misdeed, StepEnd end, string made)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var text = Server + $"\n    if source == 'bad':\n        {misdeed}\n    answer(0, [(b'made', made)])\n";
        var program = Program("bad", text);
        var brief = Python.Limits with { WallTime = TimeSpan.FromSeconds(2), CpuTime = TimeSpan.FromSeconds(1) };
        var reports = await sandbox.RunAsync(
            program with { Steps = [program.Steps[0] with { Limits = brief }, program.Steps[1]] }, TestContext.Current.CancellationToken);
        Assert.Equal((end, made), (reports[0].End, reports.Count > 1 ? reports[1].Stdout.Text : ""));
        Assert.Equal("1 GOOD", (await RunAsync(sandbox, "good", text))[^1].Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_MoreOutputThanTheStepMayHave_IsItsEnd()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = Program("x", Server + "\n    answer(0, [(b'made', made)], b'x' * (2 << 20))\n");
        var little = Python.Limits with { Output = ByteSize.FromMebibytes(1) };
        var report = Assert.Single(await sandbox.RunAsync(
            program with { Steps = [program.Steps[0] with { Limits = little }, program.Steps[1]] }, TestContext.Current.CancellationToken));
        Assert.Equal(StepEnd.OutputExceeded, report.End);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("cannot start no-such-server", "no-such-server")]
    [InlineData("no room here", "python3", "-c", "raise SystemExit('no room here')")]
    [InlineData("the compile server was not ready", "true")]
    public async Task Run_ServerThatIsNeverReady_IsAFaultThatSaysWhy(string reason, params string[] server)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<SandboxException>(
            () => sandbox.RunAsync(Program("x", "") with { CompileServer = server }, TestContext.Current.CancellationToken));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ServerAndProgram_CannotReachEachOther()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        const string Spy = """
            def attempt(deed):
                try:
                    return repr(deed())
                except OSError as error:
                    return type(error).__name__
            """;
        const string Program = Spy + """

            import os
            others = [int(name) for name in os.listdir('/proc') if name.isdigit() and int(name) not in (1, os.getpid())]
            servers = [pid for pid in others if os.stat('/proc/%d' % pid).st_uid not in (0, os.getuid())]
            print(len(servers), [attempt(lambda: os.kill(pid, 9)) for pid in servers], [attempt(lambda: os.listdir('/proc/%d/fd' % pid)) for pid in servers])
            """;
        const string Answer = """

                spied = (os.getuid() != 0, attempt(lambda: os.listdir('/box/program')))
                answer(0, [(b'seen', repr(spied).encode())])
            """;
        var program = CompileServerTests.Program(Program, Server.Replace("served = 0", Spy + "\nserved = 0", StringComparison.Ordinal) + Answer);
        program = program with { Steps = [program.Steps[0], program.Steps[1] with { Command = ["sh", "-c", "cat seen; python3 program.py"] }] };
        var reports = await sandbox.RunAsync(program, TestContext.Current.CancellationToken);
        Assert.Equal("(True, 'PermissionError')1 ['PermissionError'] ['PermissionError']\n", reports[^1].Stdout.Text);
        Assert.Equal("1 HELLO", (await RunAsync(sandbox, "hello", Honest))[^1].Stdout.Text);
    }

    private static Task<IReadOnlyList<StepReport>> RunAsync(ISandbox sandbox, string source, string server) =>
        sandbox.RunAsync(Program(source, server), TestContext.Current.CancellationToken);

    private static SourceProgram Program(string source, string server)
    {
        var program = Python.Program(source);
        return program with
        {
            CompileServer = ["python3", "-c", server],
            Steps =
            [
                new Step(StepKind.Compile, ["sh", "-c", "echo -n by command > made"], Python.Limits) { Warm = true },
                program.Steps[0] with { Command = ["cat", "made"] },
            ],
        };
    }
}
