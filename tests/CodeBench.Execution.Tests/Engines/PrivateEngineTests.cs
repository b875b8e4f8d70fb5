using System.Diagnostics;
using CliWrap;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Engines;

[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class PrivateEngineTests : IDisposable
{
    private const int Timeout = 120_000;

    private readonly TemporaryFolder _folder = new();
    private readonly EngineOptions _options;
    private readonly Said _said = new();

    public PrivateEngineTests(ContainerFixture fixture)
    {
        Assert.SkipUnless(fixture.Engine.IsPrivate, "This machine has an engine of its own: no private one is started beside it.");
        _options = new EngineOptions { StateFolder = _folder.PathOf("state"), RuntimeFolder = _folder.PathOf("run") };
    }

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Use_TwiceAtOnce_StartsOneEngineThatStopsWithTheLastUser()
    {
        var token = TestContext.Current.CancellationToken;
        var uses = await Task.WhenAll(NewEngine().UseAsync(_said, token), NewEngine().UseAsync(_said, token));
        Assert.Single(_said.Lines);
        Assert.Single(Daemons());

        uses[0].Dispose();
        Assert.True(await Engine.AnswersAsync(NewEngine().Endpoint, token));
        uses[1].Dispose();
        await StoppedAsync(token);
        Assert.Empty(MountsBelow());
    }

    [Fact(Timeout = Timeout)]
    public async Task Use_LastUserIsKilled_StopsTheEngine()
    {
        var token = TestContext.Current.CancellationToken;
        var use = await NewEngine().UseAsync(_said, token);
        // Another process that uses the engine holds the same lock; this one says nothing more before it is killed.
        using var other = Process.Start(new ProcessStartInfo("flock", ["--shared", "--no-fork", Path.Combine(_options.StateFolder, "users.lock"), "sh", "-c", "echo held; exec sleep 1000"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(token));
        use.Dispose();
        Assert.True(await Engine.AnswersAsync(NewEngine().Endpoint, token));

        other.Kill();
        await StoppedAsync(token);
    }

    [Fact(Timeout = Timeout)]
    public async Task Use_EngineWasKilled_StartsAnotherInItsPlace()
    {
        var token = TestContext.Current.CancellationToken;
        using (await NewEngine().UseAsync(_said, token))
        {
            using var daemon = Process.GetProcessById(Assert.Single(Daemons()));
            daemon.Kill();
            await daemon.WaitForExitAsync(token);
            Assert.True(File.Exists(Path.Combine(RunFolder(), "docker.pid")), "the pid file of the dead engine is left");

            using var again = await NewEngine().UseAsync(_said, token);
            Assert.True(await Engine.AnswersAsync(NewEngine().Endpoint, token));
            Assert.Single(Daemons());
        }

        await StoppedAsync(token);
        Assert.Empty(MountsBelow());
    }

    [Fact(Timeout = Timeout)]
    public async Task Use_EngineHangs_IsKilledWhenItsLastUserIsGone()
    {
        var token = TestContext.Current.CancellationToken;
        using (await NewEngine().UseAsync(_said, token))
        {
            await Cli.Wrap("kill").WithArguments(["-s", "STOP", $"{Assert.Single(Daemons())}"]).ExecuteAsync(token);
        }

        await StoppedAsync(token);
        Assert.Empty(MountsBelow());
    }

    /// <summary>Waits for the engine's end, then for its supervisor, which holds the lock until all is cleaned up.</summary>
    private async Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var id in Daemons().ToArray())
        {
            try
            {
                using var daemon = Process.GetProcessById(id);
                await daemon.WaitForExitAsync(cancellationToken);
            }
            catch (ArgumentException)
            {
                // It ended between the look and the call.
            }
        }

        using var alone = await FileLock.ExclusiveAsync(Path.Combine(_options.StateFolder, "users.lock"), cancellationToken);
        Assert.Empty(Processes());
        Assert.False(Directory.Exists(RunFolder()));
    }

    private PrivateEngine NewEngine() => new(_options, DebianMachine.Current());

    private string RunFolder() => Path.GetDirectoryName(NewEngine().Endpoint.LocalPath)!;

    private IEnumerable<int> Processes() => EngineLeftovers.Processes(RunFolder());

    private IEnumerable<int> Daemons() =>
        Processes().Where(id => File.ReadAllText($"/proc/{id}/comm").Trim() == "dockerd");

    private IEnumerable<string> MountsBelow() =>
        File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains($" {_folder.Path}/", StringComparison.Ordinal));

    private sealed class Said : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value)
        {
            lock (Lines)
            {
                Lines.Add(value);
            }
        }
    }
}
