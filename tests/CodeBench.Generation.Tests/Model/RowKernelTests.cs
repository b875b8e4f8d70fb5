using System.Runtime.Intrinsics;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Numbers;
using CodeBench.Generation.Model.Rows;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Tests.Families;
using CodeBench.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Model;

/// <summary>What the kernels make of rows, against the formulas in double precision.</summary>
public sealed class RowKernelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Generator _generator = new(11, CPU);
    private readonly DisposeScope _scope = NewDisposeScope();

    /// <summary>Short and long, a multiple of one vector and of two, few rows and enough for all threads.</summary>
    public static TheoryData<ScalarType, int, int> Sizes =>
    [
        .. from type in new[] { ScalarType.Float32, ScalarType.BFloat16 }
           from size in new[] { (1, 8), (1, 1288), (3, 16), (70, 520) }
           select (type, size.Item1, size.Item2),
    ];

    public void Dispose()
    {
        _scope.Dispose();
        _generator.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Norm_IsThatOfTheFormula(ScalarType type, int rows, int width)
    {
        var (x, weight) = (Random(type, rows, width) * 3, Random(type, width));
        foreach (var fromOne in new[] { false, true })
        {
            var (wide, factor) = (x.to(ScalarType.Float64), weight.to(ScalarType.Float64));
            var normal = wide / ((wide * wide).mean([-1], keepdim: true) + 1e-5).sqrt();
            RequireNear(normal * (fromOne ? factor + 1 : factor), NormRows.Of(x, weight, 1e-5, fromOne));
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Norm_OfSomeOfTheHeads_IsThatOfEach(ScalarType type)
    {
        var (all, weight) = (Random(type, 5, 7, 24), Random(type, 24));
        var heads = all.narrow(1, 2, 3);
        var each = NormRows.Of(heads.contiguous().view(15, 24), weight, 1e-6, false).view(5, 3, 24);
        Assert.True(each.Equals(NormRows.Of(heads, weight, 1e-6, false)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SiluTimesUp_IsThatOfTheFormula(ScalarType type, int rows, int width)
    {
        var both = Random(type, rows, 2 * width) * 4;
        var parts = both.to(ScalarType.Float64).chunk(2, -1);
        RequireNear(parts[0] * parts[0].sigmoid() * parts[1], SiluRows.Of(both));
    }

    [Fact]
    public void SiluTimesUp_OfWhatIsNoNumberOrVeryLarge_IsAsLibtorchSays()
    {
        float[] gates = [float.NaN, float.PositiveInfinity, -1e30f, 1e30f, -88, 88, -104, 0];
        var product = SiluRows.Of(tensor([.. gates, .. Enumerable.Repeat(1f, 8)]).view(1, 16)).data<float>().ToArray();
        float[] expected = [float.NaN, float.PositiveInfinity, 0, 1e30f, 0, 88, 0, 0];
        Assert.All(expected.Zip(product), pair => Assert.Equal(pair.First, pair.Second, 1e-30f));
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1, 16)]
    [InlineData(ScalarType.BFloat16, 1, 128)]
    [InlineData(ScalarType.BFloat16, 90, 80)]
    public void Heads_AreTurnedAsTheFormulaSays(ScalarType type, int tokens, int width)
    {
        var x = Random(type, tokens, 9, width).narrow(1, 1, 6);
        var (cos, sin) = (Random(ScalarType.Float32, tokens, 1, width), Random(ScalarType.Float32, tokens, 1, width));
        var wide = x.to(ScalarType.Float64);
        RequireNear((wide * cos) + (wide.roll(width / 2, -1) * sin), RotaryRows.Of(x, cos, sin));
    }

    [Theory]
    [InlineData(ScalarType.Float32, 7, 1, 48, null)] // heads that read together, and some left over
    [InlineData(ScalarType.Float32, 8, 2, 16, 5)]
    [InlineData(ScalarType.Float32, 3, 3, 128, 100)]
    [InlineData(ScalarType.BFloat16, 5, 1, 64, null)]
    [InlineData(ScalarType.BFloat16, 6, 2, 80, 17)]
    public void Attention_OverTheCache_IsThatOfTheFormula(ScalarType type, int heads, int keyHeads, int width, int? window)
    {
        const int First = 1;
        int[] ends = [1, 2, 7, 8, 33, 64, 65, 599, 600];
        using var cache = Cache(type, heads, keyHeads, width, slots: 11, room: 600);
        var group = Group(cache, First, ends, window);
        var query = Random(type, ends.Length, heads + 2, width).narrow(1, 0, heads);
        var seen = AttentionRows.Of(query, cache.Keys(0), cache.Values(0), group, window);
        for (var sequence = 0; sequence < ends.Length; sequence++)
        {
            var start = Math.Max(0, ends[sequence] - (window ?? int.MaxValue));
            Tensor Seen(Tensor layer) => layer[First + sequence].narrow(0, start, ends[sequence] - start).to(ScalarType.Float64)
                .repeat_interleave(heads / keyHeads, 1).transpose(0, 1); // [heads, positions, width]
            var (keys, values, own) = (Seen(cache.Keys(0)), Seen(cache.Values(0)), query[sequence].to(ScalarType.Float64).unsqueeze(1));
            var weights = (own.matmul(keys.transpose(1, 2)) / Math.Sqrt(width)).softmax(-1);
            RequireNear(weights.matmul(values).squeeze(1), seen[sequence]);

            // The same bits by itself: what else is decoded may not show.
            var alone = AttentionRows.Of(query.narrow(0, sequence, 1), cache.Keys(0), cache.Values(0), Group(cache, First + sequence, [ends[sequence]], window), window);
            Assert.True(alone[0].Equals(seen[sequence]));
        }
    }

    [Fact]
    public void Exponential_IsThatOfTheFormula()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "This processor has no such vectors.");
        float[] powers = [float.NegativeInfinity, -1000, -88, -87.4f, -87.3f, -10.5f, -1, -0.5f, -1e-7f, 0, 1e-7f, 0.3465f, 0.3466f, 1, 20.25f, 87.9f];
        foreach (var x in powers.Concat(Enumerable.Range(0, 1000).Select(i => (i * 0.174f) - 87)))
        {
            var exact = x < -87.34f ? 0 : Math.Exp(x); // smaller than any float32 with all its digits
            Assert.InRange(Exponential.Of(Vector256.Create(x))[3], exact * (1 - 3e-7), exact * (1 + 3e-7));
        }

        Assert.Equal(float.PositiveInfinity, Exponential.Of(Vector256.Create(89f))[0]);
        Assert.Equal(float.PositiveInfinity, Exponential.Of(Vector256.Create(float.PositiveInfinity))[0]);
        Assert.True(float.IsNaN(Exponential.Of(Vector256.Create(float.NaN))[0]));
    }

    [Fact]
    public void Rows_ThatTheKernelsCannotRead_AreLeftToLibtorch()
    {
        Assert.Equal(Vector256.IsHardwareAccelerated, TensorRows.AreOf(zeros([2, 16]), 16, 8));
        Assert.False(TensorRows.AreOf(zeros([2, 16]), 16, 12));
        Assert.False(TensorRows.AreOf(zeros([2, 16], ScalarType.Float16), 16));
        Assert.False(TensorRows.AreOf(zeros([2, 16], device: META), 16));
    }

    private static AttentionGroup Group(KeyValueCache cache, int first, int[] ends, int? window) =>
        new(0, [.. ends.Select((end, i) => new SequenceStep(first + i, end - 1, [0]))], [window], cache);

    private KeyValueCache Cache(ScalarType type, int heads, int keyHeads, int width, int slots, int room)
    {
        var fields = TinyConfigs.Of("Llama 3.1");
        (fields["num_attention_heads"], fields["num_key_value_heads"], fields["head_dim"]) = (heads, keyHeads, width);
        File.WriteAllText(_folder.PathOf("config.json"), fields.ToJsonString());
        var config = DecoderConfigReader.Read(_folder.Path);
        var cache = new KeyValueCache(config, slots, room, type, DevicePlacement.Of(config, CPU));
        var places = arange(slots * room, ScalarType.Int64);
        cache.Write(0, places, Random(type, slots * room, keyHeads, width), Random(type, slots * room, keyHeads, width));
        return cache;
    }

    private Tensor Random(ScalarType type, params long[] sizes) => randn(sizes, generator: _generator).to(type);

    // Two roundings to the format, and what float32 loses on the way.
    private static void RequireNear(Tensor exact, Tensor actual)
    {
        var share = actual.dtype == ScalarType.BFloat16 ? Math.Pow(2, -7) : 1e-5;
        var far = ((exact - actual.to(ScalarType.Float64)).abs() - (exact.abs() * share)).max().ToDouble();
        Assert.InRange(far, double.NegativeInfinity, actual.dtype == ScalarType.BFloat16 ? 1e-3 : 1e-5);
        Assert.Equal(exact.shape, actual.shape);
    }
}
