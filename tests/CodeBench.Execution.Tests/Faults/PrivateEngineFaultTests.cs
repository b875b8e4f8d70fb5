using System.Diagnostics;
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
            Kill(Path.GetDirectoryName(engine.Endpoint.LocalPath)!);
            Assert.Equal(["0\n", "1\n", "2\n", "3\n"], (await Task.WhenAll(running)).Select(report => report.Stdout.Text));
        }

        // Its supervisor holds the lock until all is cleaned up.
        using var alone = await FileLock.ExclusiveAsync(Path.Combine(options.StateFolder, "users.lock"), token);
    }

    private static void Kill(string runtimeFolder)
    {
        var daemons = EngineLeftovers.Processes(runtimeFolder).Where(id => File.ReadAllText($"/proc/{id}/comm").Trim() == "dockerd");
        using var daemon = Process.GetProcessById(Assert.Single(daemons));
        daemon.Kill();
    }
}
