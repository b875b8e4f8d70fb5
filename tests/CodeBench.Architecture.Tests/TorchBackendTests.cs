using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.Architecture.Tests;

/// <summary>Which packages the property TorchBackend selects: those for CUDA are gigabytes, and no other build may ask for them.</summary>
public sealed class TorchBackendTests
{
    private static readonly string[] OfLibtorch = ["libtorch-cpu-linux-x64", "TorchSharp-cuda-linux"];

    [Theory(Timeout = 120_000)]
    [InlineData(null, "libtorch-cpu-linux-x64")]
    [InlineData("cpu", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    [InlineData("system")]
    public async Task Backend_SelectsItsPackages_AndNoOthers(string? backend, params string[] expected)
    {
        var evaluated = await MsBuild(backend, "-getItem:PackageReference", TestContext.Current.CancellationToken);
        Assert.Equal(0, evaluated.ExitCode);
        using var json = JsonDocument.Parse(evaluated.StandardOutput);
        var packages = json.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToList();
        Assert.Contains("TorchSharp", packages);
        Assert.Equal(expected, packages.Intersect(OfLibtorch));
    }

    [Fact(Timeout = 120_000)]
    public async Task Backend_ThatIsNone_IsRefusedByName()
    {
        var refused = await MsBuild("gpu", "-t:CheckTorchBackend", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("TorchBackend is \"gpu\", and can be cpu, cuda or system.", refused.StandardOutput, StringComparison.Ordinal);
    }

    private static async Task<BufferedCommandResult> MsBuild(string? backend, string what, CancellationToken cancellationToken) =>
        await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(["msbuild", "-nologo", "-nodeReuse:false", Repository.PathOf("src", "CodeBench.Generation", "CodeBench.Generation.csproj"), what, .. backend is null ? Array.Empty<string>() : [$"-p:TorchBackend={backend}"]])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
}
