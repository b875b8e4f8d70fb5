using System.Diagnostics;
using CliWrap;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Faults;

/// <summary>The engine that CodeBench starts by itself is also started again by itself.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class PrivateEngineFaultTests(ContainerFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Run_PrivateEngineIsKilled_IsStartedAgainAndProgramsGetTheirReports()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.SkipUnless(fixture.Engine.IsPrivate, "This machine has an engine of its own: no private one is started beside it.");
        var options = new EngineOptions { StateFolder = _folder.PathOf("state"), RuntimeFolder = _folder.PathOf("run") };
        await using (var engine = await Engine.ConnectAsync(options, new Progress<string>(), token))
        {
            using (var from = new EngineApi(fixture.Engine.Endpoint))
            using (var to = new EngineApi(engine.Endpoint))
            {
                await from.CopyImagesAsync(await from.ImagesAsync(OwnEngineFixture.Prefixes, token), to, token);
            }

            using var provider = OwnEngineFixture.ProviderOf(engine, TimeSpan.FromSeconds(30));
            await using var sandbox = await provider.OpenAsync(Python.Language, Python.Limits, 2, token);
            await Python.RunAsync(sandbox, "");
            var running = Enumerable.Range(0, 4).Select(i => Python.RunAsync(sandbox, $"import time; time.sleep(1); print({i})")).ToArray();
            await KillAsync(Path.GetDirectoryName(engine.Endpoint.LocalPath)!, token);
            Assert.Equal(["0\n", "1\n", "2\n", "3\n"], (await Task.WhenAll(running)).Select(report => report.Stdout.Text));
        }

        // Its supervisor holds the lock until all is cleaned up.
        using var alone = await FileLock.ExclusiveAsync(Path.Combine(options.StateFolder, "users.lock"), token);
    }

    // The containers too: without an engine they would live on, and nobody would need one.
    private static async Task KillAsync(string runtimeFolder, CancellationToken cancellationToken)
    {
        var processes = EngineLeftovers.Processes(runtimeFolder).ToLookup(id => File.ReadAllText($"/proc/{id}/comm").Trim());
        using var daemon = Process.GetProcessById(Assert.Single(processes["dockerd"]));
        daemon.Kill();
        foreach (var shim in processes.Where(group => group.Key.StartsWith("containerd-shim", StringComparison.Ordinal)).SelectMany(group => group))
        {
            // Of one whose container is not up yet, or gone already, there is nothing to kill, which pkill says with 1.
            var killed = await Cli.Wrap("pkill").WithArguments(["-KILL", "-P", $"{shim}"]).WithValidation(CommandResultValidation.None).ExecuteAsync(cancellationToken);
            Assert.InRange(killed.ExitCode, 0, 1);
        }
    }
}
