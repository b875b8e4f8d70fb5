using CodeBench.Generation.Decoding;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests;

/// <summary>Where the tests of decoders compute: on the CPU, or where CODEBENCH_TEST_DEVICE says (cuda, cuda:N), with a build that can.</summary>
internal static class TestDevice
{
    /// <summary>The device.</summary>
    public static Device Here { get; } = TorchDevice.Find(Environment.GetEnvironmentVariable("CODEBENCH_TEST_DEVICE") is { Length: > 0 } name ? name : "cpu");

    /// <summary>Skips the running test where what it promises is promised of CPUs alone.</summary>
    public static void RequireCpu() =>
        Assert.SkipUnless(Here.type == TorchSharp.DeviceType.CPU, $"On {Here} sums are rounded as its libraries choose: equal bits are promised of CPUs.");

    /// <summary>Numbers of logits, row by row.</summary>
    public static float[][] Rows(Tensor logits)
    {
        using var host = logits.cpu();
        return [.. host.data<float>().ToArray().Chunk((int)logits.shape[^1])];
    }
}
