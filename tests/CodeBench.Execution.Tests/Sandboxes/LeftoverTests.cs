using CodeBench.Core.Executions;

namespace CodeBench.Execution.Tests.Sandboxes;

[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class LeftoverTests(ContainerFixture fixture)
{
    private const int Timeout = 60_000;

    // Prints everything that a program before could have left in the container.
    private const string Canary = """
        import os
        found = [p for p in os.listdir('/proc') if p.isdigit() and int(p) not in (1, os.getpid())]
        for folder in ('/tmp', '/dev/shm', '/dev/mqueue', '/box', '.'):
            try: found += [folder + '/' + name for name in os.listdir(folder) if name != 'program.py']
            except PermissionError: pass
        for kind in ('shm', 'sem', 'msg'):
            found += open('/proc/sysvipc/' + kind).read().splitlines()[1:]
        print(found)
        """;

    [Theory(Timeout = Timeout)]
    [InlineData("a daemon", """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.closerange(0, 3)
                time.sleep(3600)
            os._exit(0)
        os.wait()
        """)]
    [InlineData("children that ignore signals", """
        import os, signal, time
        for _ in range(20):
            if os.fork() == 0:
                os.setsid()
                for s in (1, 2, 3, 15): signal.signal(s, signal.SIG_IGN)
                time.sleep(3600)
        """)]
    [InlineData("a stopped child and a zombie", """
        import os, signal
        for _ in range(2):
            pid = os.fork()
            if pid == 0:
                signal.pause()
            os.kill(pid, signal.SIGSTOP)
        if os.fork() == 0:
            os._exit(0)
        """)]
    [InlineData("files, hidden and odd ones", """
        import os
        for folder in ('/tmp', '/dev/shm', '.'):
            for name in ('.hidden', 'with space', 'new\nline', '-rf', '.swept-1'):
                open(folder + '/' + name, 'w').write('x')
        os.mkfifo('fifo'); os.symlink('/', 'link'); os.symlink('/tmp', '/tmp/self')
        """)]
    [InlineData("folders without modes", """
        import os
        os.makedirs('/tmp/a/b/c'); os.makedirs('a/b/c')
        for top in ('/tmp/a', 'a'):
            open(top + '/b/c/f', 'w')
            for folder in ('/b/c/f', '/b/c', '/b', ''): os.chmod(top + folder, 0)
        """)]
    [InlineData("a deep tree", """
        import os
        for _ in range(2000):
            os.mkdir('d'); os.chdir('d')
            open('f', 'w')
        """)]
    [InlineData("System V memory, semaphores and queues", """
        import ctypes
        libc = ctypes.CDLL(None)
        for key in range(1, 6):
            assert libc.shmget(key, 4096, 0o1000) >= 0
            assert libc.semget(key, 2, 0o1000) >= 0
            assert libc.msgget(key, 0o1000) >= 0
        """)]
    [InlineData("POSIX memory and semaphores", """
        from multiprocessing import shared_memory, resource_tracker
        resource_tracker.register = lambda *a: None
        shared_memory.SharedMemory('left', create=True, size=4096)
        import os
        os.makedirs('/dev/shm/sub/sub')
        """)]
    public async Task Run_ProgramThatLeaves_NextFindsNothing(string what, string text)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, text);
        Assert.True(report is { End: StepEnd.Exited, ExitCode: 0 }, $"{what}: {report.Stderr.Text}");
        var canary = await Python.RunAsync(sandbox, Canary);
        Assert.Equal("[]\n", canary.Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ForkBomb_IsStoppedAndTheNextProgramRuns()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var bomb = await Python.RunAsync(
            sandbox,
            "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
            Python.Limits with { WallTime = TimeSpan.FromSeconds(1) });
        Assert.Equal(StepEnd.TimedOut, bomb.End);
        Assert.Equal("[]\n", (await Python.RunAsync(sandbox, Canary)).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_FilesInAllFolders_AreLimitedTogether()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, """
            import ctypes, os
            total = 0
            memory = ctypes.CDLL(None).shm_open(b'/memory', os.O_CREAT | os.O_RDWR, 0o600)
            files = [os.open(folder + '/file', os.O_CREAT | os.O_WRONLY) for folder in ('.', '/tmp', '/dev/shm')] + [memory]
            while files:
                for file in list(files):
                    try: total += os.write(file, bytes(1 << 18))
                    except OSError: files.remove(file)
            print(total >> 10)
            """);
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
        Assert.InRange(int.Parse(report.Stdout.Text, System.Globalization.CultureInfo.InvariantCulture), (32 << 10) - 64, 32 << 10);
        Assert.Equal("[]\n", (await Python.RunAsync(sandbox, Canary)).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ManyFiles_AreLimitedAndRemoved()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, """
            made = 0
            try:
                while True:
                    open(f'/tmp/{made}', 'w').close()
                    made += 1
            except OSError as e:
                print(e.strerror)
            """);
        Assert.Equal("No space left on device\n", report.Stdout.Text);
        Assert.Equal("[]\n", (await Python.RunAsync(sandbox, Canary)).Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatReachesOut_IsHeldBack()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, """
            import ctypes, os, socket
            def held(what, action):
                try: action()
                except OSError as e: print(what, e.strerror)
                else: print(what, 'WAS POSSIBLE')
            libc = ctypes.CDLL(None, use_errno=True)
            def call(result):
                if result < 0: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
            held('image', lambda: open('/usr/x', 'w'))
            held('root', lambda: os.listdir('/root'))
            held('box', lambda: os.listdir('/box'))
            held('memory of 1', lambda: open('/proc/1/mem', 'rb'))
            held('environment of 1', lambda: open('/proc/1/environ', 'rb').read())
            held('network', lambda: socket.create_connection(('192.0.2.1', 80), 1))
            held('kill 1', lambda: os.kill(1, 9))
            held('user', lambda: os.setuid(0))
            held('mount', lambda: call(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)))
            held('user namespace', lambda: call(libc.unshare(0x10000000)))
            held('sysctl', lambda: open('/proc/sys/kernel/core_pattern', 'w'))
            held('cgroup', lambda: open('/sys/fs/cgroup/memory/memory.limit_in_bytes', 'w'))
            held('oom score', lambda: os.write(os.open('/proc/self/oom_score_adj', os.O_WRONLY), b'-1000'))
            """);
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
        Assert.DoesNotContain("WAS POSSIBLE", report.Stdout.Text, StringComparison.Ordinal);
        Assert.Equal(13, report.Stdout.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
