using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>How much caches may take is not less for a suite because there was one before it.</summary>
public sealed class CacheBudgetsTests
{
    [Fact]
    public void Devices_AreAskedOnceEach_ButACpuAnew()
    {
        var free = 1000L;
        var budgets = new CacheBudgets(_ => new ByteSize(free--));
        var (first, second) = (new Device(DeviceType.CUDA, 0), new Device(DeviceType.CUDA, 1));
        Assert.Equal([1000L, 999, 1000, 999], new[] { first, second, first, second }.Select(device => budgets.Of(device)!.Value.Bytes));
        Assert.Equal([998L, 997], new[] { CPU, CPU }.Select(device => budgets.Of(device)!.Value.Bytes));
    }
}
