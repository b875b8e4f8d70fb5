using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Engines;

public sealed class EngineTests
{
    private const int Timeout = 30_000;

    [Fact(Timeout = Timeout)]
    public async Task Connect_NamedEngineIsNotThere_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        var options = new EngineOptions { Endpoint = new Uri($"unix://{folder.PathOf("none.sock")}"), AllowInstall = true };
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(
            () => Engine.ConnectAsync(options, new Progress<string>(), TestContext.Current.CancellationToken));
        Assert.Equal(
            $"No container engine answers at {options.Endpoint}: start it (for example: systemctl start docker), or name another with --engine URL.",
            exception.Message);
    }

    [Fact(Timeout = Timeout)]
    public async Task Probe_NamedEngineIsNotThere_AdvisesWithoutStartingAnything()
    {
        using var folder = new TemporaryFolder();
        var options = new EngineOptions { Endpoint = new Uri("tcp://127.0.0.1:1"), StateFolder = folder.PathOf("state") };
        var status = await Engine.ProbeAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal((false, false, options.Endpoint), (status.Reachable, status.Private, status.Endpoint));
        Assert.Contains("No container engine answers at tcp://127.0.0.1:1", status.Advice, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.StateFolder));
    }

    [Theory]
    [InlineData("Permission denied", "sudo usermod -aG docker $USER")]
    [InlineData("Connection refused", "systemctl start docker")]
    [InlineData(null, "systemctl start docker")]
    public void NoAnswer_Reason_NamesTheCommandThatMendsIt(string? reason, string command) =>
        Assert.Contains(command, EngineAdvice.NoAnswer(new Uri("unix:///var/run/docker.sock"), reason), StringComparison.Ordinal);

    [Theory]
    [InlineData(true, true, false, "apt-get install --no-install-recommends docker.io mmdebstrap")]
    [InlineData(true, false, false, "sudo apt-get install --no-install-recommends docker.io")]
    [InlineData(true, false, true, "sudo systemctl start docker")]
    [InlineData(false, true, false, "start Docker")]
    public void NoEngine_EachMachine_NamesItsCommandAndTheOption(bool debianLike, bool root, bool installed, string command)
    {
        var advice = EngineAdvice.NoEngine(debianLike, root, installed);
        Assert.Contains(command, advice, StringComparison.Ordinal);
        Assert.EndsWith("or name a running engine with --engine URL.", advice, StringComparison.Ordinal);
    }
}
