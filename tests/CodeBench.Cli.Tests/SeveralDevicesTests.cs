using System.Text.Json;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

/// <summary>A run does not show how many devices its model lay on.</summary>
public sealed class SeveralDevicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Deterministic_CompletionsAreTheSame_WithLayersOnTwoDevices_AndWithACopyOnEach()
    {
        var token = TestContext.Current.CancellationToken;
        var (completions, plan) = await GenerateAsync("one", token, "--device", "cpu");
        Assert.Equal((completions, plan), await GenerateAsync("spread", token, "--device", "cpu,cpu"));
        Assert.Equal((completions, plan), await GenerateAsync("copies", token, "--device", "cpu,cpu", "--devices-parallel"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--devices-parallel: needs several devices", "--device", "cpu", "--devices-parallel")]
    [InlineData("--device: names 5 devices, but the model has 4 layers", "--device", "cpu,cpu,cpu,cpu,cpu")]
    [InlineData("--device: \"gpu\" is not cpu, cuda or cuda:N", "--device", "cpu,gpu")]
    [InlineData("--device: \"\" is not cpu, cuda or cuda:N", "--device", "cpu,")]
    public async Task DevicesThatCannotBe_AreNamed_AndNothingIsWritten(string fault, params string[] devices)
    {
        var result = await CommandLine.RunAsync(Arguments("none", devices), TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains(fault, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("none")));
    }

    private async Task<(string Completions, string Plan)> GenerateAsync(string name, CancellationToken cancellationToken, params string[] devices)
    {
        var result = await CommandLine.RunAsync(Arguments(name, devices), cancellationToken);
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        var lines = await File.ReadAllLinesAsync(_folder.PathOf(name + "/completions.jsonl"), cancellationToken);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.PathOf(name + "/run.json"), cancellationToken));
        return (string.Join('\n', lines.Order(StringComparer.Ordinal)), manifest.RootElement.GetProperty("plan").GetRawText());
    }

    private string[] Arguments(string name, string[] devices) =>
    [
        "generate", "--model", Repository.PathOf("problems", "starter", "demo-checkpoint"), "--suite", "starter", "--limit", "6", "--n-samples", "3",
        "--max-tokens", "60", "--deterministic", "--out", _folder.PathOf(name), .. devices,
    ];
}
