using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>The canary finds each kind of leftover: it is run in one process with a program that plants it.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class CanaryTests(HostileFixture fixture) : IClassFixture<HostileFixture>
{
    private const int Timeout = 60_000;

    [Theory(Timeout = Timeout)]
    [InlineData("processes", "import os, time\nif os.fork() == 0: time.sleep(3600)")]
    [InlineData("processes", "import os\nif os.fork() == 0: os._exit(0)")]
    [InlineData("files", "open('left', 'w')")]
    [InlineData("files", "open('/tmp/.left', 'w')")]
    [InlineData("files", "import os; os.mkdir('/dev/shm/left')")]
    [InlineData("files", "open('/dev/mqueue/left', 'w')")]
    [InlineData("space", "import os\nfile = open('/dev/shm/left', 'wb'); os.unlink('/dev/shm/left'); file.write(bytes(1 << 20)); file.flush()")]
    [InlineData("system_v", "import ctypes; ctypes.CDLL(None).shmget(1, 4096, 0o1000)")]
    [InlineData("system_v", "import ctypes; ctypes.CDLL(None).semget(1, 1, 0o1000)")]
    [InlineData("system_v", "import ctypes; ctypes.CDLL(None).msgget(1, 0o1000)")]
    [InlineData("descriptors", "import os; os.dup(1)")]
    [InlineData("streams", "import os; os.set_blocking(2, False)")]
    [InlineData("streams", "import fcntl; fcntl.fcntl(2, fcntl.F_SETPIPE_SZ, 1 << 20)")]
    [InlineData("streams", "import os; os.dup2(os.open('program.py', os.O_RDONLY), 0)")]
    [InlineData("sockets", "import socket; server = socket.create_server(('127.0.0.1', 8000))")]
    [InlineData("sockets", "import socket; left = socket.socket(socket.AF_UNIX); left.bind('\\0left'); left.listen()")]
    [InlineData("network", "import socket; socket.if_nameindex = lambda: [(1, 'lo'), (2, 'eth0')]")]
    [InlineData("notifications", "import ctypes; held = [ctypes.CDLL(None).inotify_init1(0) for _ in range(100)]")]
    [InlineData("pipes", "import fcntl, os\nheld = [os.pipe() for _ in range(80)]\ntry:\n  for pair in held: fcntl.fcntl(pair[0], fcntl.F_SETPIPE_SZ, 1 << 20)\nexcept OSError: held += [os.pipe() for _ in range(30)]")]
    [InlineData("queues", "import ctypes; held = [ctypes.CDLL(None).mq_open(b'/left-%d' % i, 0o102, 0o600, None) for i in range(20)]")]
    [InlineData("locks", "import fcntl; held = open('/etc/passwd'); fcntl.flock(held, fcntl.LOCK_EX)")]
    [InlineData("timers", "import signal; signal.setitimer(signal.ITIMER_REAL, 3600)")]
    [InlineData("forks", "import os, time\nfor _ in range(6):\n  if os.fork() == 0: time.sleep(3600)")]
    [InlineData("canary", "held = b'x' * (150 << 20)")]
    [InlineData("Umask", "import os; os.umask(0o77)")]
    [InlineData("Threads", "import threading, time; threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()")]
    [InlineData("ShdPnd", "import os, signal; signal.pthread_sigmask(signal.SIG_BLOCK, [10]); os.kill(os.getpid(), 10)")]
    [InlineData("SigBlk", "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [10])")]
    [InlineData("SigIgn", "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)")]
    [InlineData("SigCgt", "import signal; signal.signal(signal.SIGHUP, print)")]
    [InlineData("oom_score_adj", "open('/proc/self/oom_score_adj', 'w').write('500')")]
    [InlineData("coredump_filter", "open('/proc/self/coredump_filter', 'w').write('0')")]
    [InlineData("personality", "import ctypes; ctypes.CDLL(None).personality(0x20000)")]
    [InlineData("nice of 0", "import os; os.nice(5)")]
    [InlineData("policy of 0", "import os; os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))")]
    [InlineData("processors of 0", "import os; os.sched_getaffinity = lambda process: {99}")]
    [InlineData("death signal", "import ctypes; ctypes.CDLL(None).prctl(1, 10, 0, 0, 0)")]
    [InlineData("subreaper", "import ctypes; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)")]
    [InlineData("timer slack", "import ctypes; ctypes.CDLL(None).prctl(29, 1, 0, 0, 0)")]
    [InlineData("huge pages", "import ctypes; ctypes.CDLL(None).prctl(41, 1, 0, 0, 0)")]
    [InlineData("limits", "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (512, 512))")]
    [InlineData("environment", "import os; os.environ['LEFT'] = '1'")]
    [InlineData("place", "import os; os.mkdir('/tmp/x'); open('/tmp/x/program.py', 'w'); os.chdir('/tmp/x')")]
    [InlineData("folder .", "import os; os.chmod('.', 0o755)")]
    [InlineData("folder .", "import os; os.setxattr('.', 'user.left', b'1')")]
    public async Task LookAround_AfterAPlant_FindsIt(string what, string plant)
    {
        var house = await fixture.OpenAsync(warm: false, TestContext.Current.CancellationToken);
        var found = await house.LookAroundAsync(plant, TestContext.Current.CancellationToken);
        Assert.Contains(found, line => line.StartsWith($"{what}: ", StringComparison.Ordinal));
    }
}
