using CodeBench.Generation.Decoding;
using CodeBench.Generation.Model;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests;

/// <summary>Where the tests of decoders compute: on the CPU, or where CODEBENCH_TEST_DEVICE says (cuda, cuda:N; or several: cpu,cuda), with a build that can.</summary>
internal static class TestDevice
{
    private static readonly IReadOnlyList<Device> Here =
        TorchDevice.FindAll(Environment.GetEnvironmentVariable("CODEBENCH_TEST_DEVICE") is { Length: > 0 } names ? names : "cpu");

    /// <summary>The first device.</summary>
    public static Device First => Here[0];

    /// <summary>Where the layers of a decoder are.</summary>
    public static DevicePlacement Place(DecoderConfig config) => DevicePlacement.Of(config, Here);

    /// <summary>Skips the running test where what it promises is promised of CPUs alone.</summary>
    public static void RequireCpu() =>
        Assert.SkipUnless(Here.All(device => device.type == TorchSharp.DeviceType.CPU), $"On {string.Join(", ", Here)} sums are rounded as its libraries choose: equal bits are promised of CPUs.");

    /// <summary>Numbers of logits, row by row.</summary>
    public static float[][] Rows(Tensor logits)
    {
        using var host = logits.cpu();
        return [.. host.data<float>().ToArray().Chunk((int)logits.shape[^1])];
    }
}
