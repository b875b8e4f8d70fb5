using CliWrap;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Several engines: programs are spread over them, and one that goes away takes none with it.</summary>
[Trait("Category", "Container")]
public sealed class SeveralEnginesSpecs : IClassFixture<SeveralEnginesFixture>, IAsyncLifetime
{
    private const int Timeout = 300_000;
    private const int Middle = 60;
    private const int Interrupted = 130;
    private const string Ours = "codebench.host";
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly SeveralEnginesFixture _fixture;

    public SeveralEnginesSpecs(SeveralEnginesFixture fixture) => _fixture = fixture;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string RunFolder => _folder.PathOf("run");

    private string[] Arguments => _fixture.Evaluate(RunFolder);

    public async ValueTask InitializeAsync() => await _fixture.StartAsync(Token);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_TwoEngines_RunsProgramsInBothInOneImageAndLeavesNothing()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        Assert.Equal(2, (await _fixture.First.Api.ContainersAsync(running: true, Ours, Token)).Count);
        Assert.Equal(2, (await _fixture.Second.Api.ContainersAsync(running: true, Ours, Token)).Count);
        await command.EndsWithAsync(0);
        await RunIsWholeAsync();
        var carried = Assert.Single(await _fixture.Second.Api.ImagesAsync(["codebench/python"], Token));
        Assert.Contains(carried, await _fixture.First.Api.ImagesAsync(["codebench/python:"], Token));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Evaluate_OneEngineIsKilledAndStartedAgain_LosesNoProgramAndTakesItBack(bool first)
    {
        var killed = first ? _fixture.First : _fixture.Second;
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await killed.EndAsync("KILL", Token);
        await command.UntilAsync(2 * Middle, Token);
        await killed.StartAsync(Token);
        var said = await command.EndsWithAsync(0);
        Assert.Contains($"The container engine at {(first ? killed.Endpoint : killed.Network)} is gone", said, StringComparison.Ordinal);
        Assert.Contains("its programs go to the other one", said, StringComparison.Ordinal);
        Assert.Contains(" is back", said, StringComparison.Ordinal);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_OneEngineIsKilledAndStaysAway_EndsAsIfNothingHadHappened()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await _fixture.Second.EndAsync("KILL", Token);
        await command.EndsWithAsync(0);
        await _fixture.Second.StartAsync(Token);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_AllEnginesStayAway_EndsWithStatus3AndGoesOnLater()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await _fixture.Second.EndAsync("KILL", Token);
        await _fixture.First.EndAsync("TERM", Token);
        var said = await command.EndsWithAsync(3);
        Assert.Contains("No container engine is left", said, StringComparison.Ordinal);
        Assert.InRange(command.Lines, Middle, SeveralEnginesFixture.Count - 1);
        Assert.DoesNotContain("sandbox_fault", Verdicts());

        await _fixture.StartAsync(Token);
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_Interrupted_LeavesNothingInEitherEngineAndGoesOn()
    {
        var command = Start(Codebench.InterruptibleCommand(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await Cli.Wrap("kill").WithArguments(["-s", "INT", $"{command.ProcessId}"]).ExecuteAsync(Token);
        await command.EndsWithAsync(Interrupted);
        await NothingIsLeftAsync();
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_EngineThroughSsh_RunsProgramsThereAndGoesOnWhenTheConnectionIsCut()
    {
        await using var server = await SshServer.StartAsync(TestContext.Current.CancellationToken);
        var address = $"ssh://root@127.0.0.1:{server.Port}{_fixture.Second.Endpoint.LocalPath}";
        var remote = Codebench.Command(_fixture.Evaluate(RunFolder, $"{_fixture.First.Endpoint}", address))
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", SharedData.Root).Set("PATH", server.Path));
        var command = Start(remote, Token);
        await command.UntilAsync(Middle, Token);
        Assert.Equal(2, (await _fixture.Second.Api.ContainersAsync(running: true, Ours, Token)).Count);
        // A session of its own: a Ctrl-C at the terminal does not reach it.
        var ssh = (await Cli.Wrap("pgrep").WithArguments(["-P", $"{command.ProcessId}", "-x", "ssh"]).ExecuteBufferedAsync(Token)).StandardOutput.Trim();
        Assert.Equal(ssh, (await Cli.Wrap("ps").WithArguments(["-o", "sid=", "-p", ssh]).ExecuteBufferedAsync(Token)).StandardOutput.Trim());
        await Cli.Wrap("kill").WithArguments(["-KILL", ssh]).ExecuteAsync(Token);
        var said = await command.EndsWithAsync(0);
        Assert.Contains($"The container engine at {address} is gone", said, StringComparison.Ordinal);
        Assert.Contains($"The container engine at {address} is back", said, StringComparison.Ordinal);
        await RunIsWholeAsync();

        server.ForgetHost();
        var refused = await Start(remote, Token).EndsWithAsync(3);
        Assert.Contains($"No container engine answers at {address}", refused, StringComparison.Ordinal);
        Assert.Contains("Host key verification failed", refused, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_EngineWithCertificates_RunsProgramsForThoseItKnowsAlone()
    {
        using var certificates = new TestCertificates(TimeProvider.System);
        await using var engine = await OwnEngine.StartOnNetworkAsync(certificates.WriteTo(_folder.PathOf("engine"), engine: true), TestContext.Current.CancellationToken);
        var command = Codebench.Command(_fixture.Evaluate(RunFolder, $"{_fixture.First.Endpoint}", $"{engine.Network}"));
        Command With(string folder) => command.WithEnvironmentVariables(
            variables => variables.Set("CODEBENCH_DATA", SharedData.Root).Set("DOCKER_TLS_VERIFY", "1").Set("DOCKER_CERT_PATH", folder));
        using var others = new TestCertificates(TimeProvider.System);
        var wrong = others.WriteTo(_folder.PathOf("wrong"), engine: false);
        Assert.Contains($"not vouched for by {Path.Combine(wrong, "ca.pem")}", await Start(With(wrong), Token).EndsWithAsync(3), StringComparison.Ordinal);

        var running = Start(With(certificates.WriteTo(_folder.PathOf("right"), engine: false)), Token);
        await running.UntilAsync(Middle, Token);
        Assert.Equal(2, (await engine.Api.ContainersAsync(running: true, Ours, Token)).Count);
        await running.EndsWithAsync(0);
        await RunIsWholeAsync();
        Assert.Empty(await engine.Api.ContainersAsync(running: false, Ours, Token));
    }

    private RunningCommand Start(Command command, CancellationToken cancellationToken) => new(command, RunFolder, cancellationToken);

    private IEnumerable<string> Verdicts() => Samples.Read(Path.Combine(RunFolder, "executions.jsonl")).Select(line => line.Field("verdict"));

    /// <summary>Each sample has been executed once, the scores are those of one engine, and no container is left.</summary>
    private async Task RunIsWholeAsync()
    {
        await _fixture.ExpectWholeAsync(RunFolder, Token);
        await NothingIsLeftAsync();
    }

    private async Task NothingIsLeftAsync()
    {
        await _fixture.First.Api.UntilNoneIsLeftAsync(Ours, RemovalLimit, Token);
        await _fixture.Second.Api.UntilNoneIsLeftAsync(Ours, RemovalLimit, Token);
    }
}
