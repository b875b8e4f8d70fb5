using CodeBench.Generation.Decoding;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>Logits are brought to where tokens are drawn, pass after pass.</summary>
public sealed class LogitReaderTests
{
    [Fact]
    public void Rows_AreThoseOfTheLastPass_AndThereAreNoOthers()
    {
        using var reader = new LogitReader(vocabulary: 3);
        reader.Read(Logits(4));
        reader.Read(Logits(2));
        Assert.Equal([0f, 1, 2], reader.Row(0).ToArray());
        Assert.Equal([3f, 4, 5], reader.Row(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Row(2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Row(-1).ToArray());
    }

    [Fact]
    public void Tensors_AfterManyPasses_AreAsManyAsAfterAFew()
    {
        using var reader = new LogitReader(vocabulary: 3);
        // Counted on this thread: other tests have tensors of their own.
        var counts = DisposeScopeManager.Statistics;
        var after = new List<long>();
        for (var pass = 0; pass < 20; pass++)
        {
            reader.Read(Logits(4));
            after.Add(counts.ThreadTotalLiveCount);
        }

        Assert.Equal(after[2], after[^1]);
    }

    private static Tensor Logits(int rows)
    {
        using var numbers = arange(rows * 3, ScalarType.Float32);
        using var shaped = numbers.view(rows, 3);
        return shaped.to(TestDevice.First, copy: true);
    }
}
