using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Panels;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Model;

/// <summary>Products of matrices in panels against sums of doubles.</summary>
public sealed class PanelMatrixTests
{
    private static readonly IReadOnlyList<int> Places = [0, 1, 6];
    private static readonly IReadOnlyList<int> Rows = [1, 2, 3, 5, 7, 12, 13, 16, 21, 33, 64, 200];

    [Theory]
    [InlineData(true, ScalarType.BFloat16, 512, 640)]
    [InlineData(true, ScalarType.BFloat16, 519, 701)]
    [InlineData(true, ScalarType.BFloat16, 3, 1)]
    [InlineData(true, ScalarType.BFloat16, 1, 33)]
    [InlineData(true, ScalarType.BFloat16, 64, 130)]
    [InlineData(false, ScalarType.BFloat16, 512, 640)]
    [InlineData(false, ScalarType.BFloat16, 519, 701)]
    [InlineData(false, ScalarType.BFloat16, 3, 1)]
    [InlineData(false, ScalarType.BFloat16, 1, 33)]
    [InlineData(false, ScalarType.BFloat16, 64, 130)]
    [InlineData(true, ScalarType.Float32, 512, 640)]
    [InlineData(true, ScalarType.Float32, 519, 701)]
    [InlineData(true, ScalarType.Float32, 3, 1)]
    [InlineData(true, ScalarType.Float32, 1, 33)]
    [InlineData(true, ScalarType.Float32, 64, 130)]
    [InlineData(false, ScalarType.Float32, 512, 640)]
    [InlineData(false, ScalarType.Float32, 519, 701)]
    [InlineData(false, ScalarType.Float32, 3, 1)]
    [InlineData(false, ScalarType.Float32, 1, 33)]
    [InlineData(false, ScalarType.Float32, 64, 130)]
    public void Product_IsRoundedOnce(bool isWide, ScalarType type, int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var matrix = (randn([outputs, inputs], generator: generator) / Math.Sqrt(inputs)).to(type);
        var bias = randn([outputs], generator: generator).to(type);
        using var panels = Panels(matrix, isWide);
        foreach (var rows in Rows)
        {
            var x = randn([rows, inputs], generator: generator).to(type);
            var exact = x.to(ScalarType.Float64).matmul(matrix.to(ScalarType.Float64).t());
            RequireNear(exact, panels.Multiply(x, null), type);
            RequireNear(exact + bias.to(ScalarType.Float64), panels.Multiply(x, bias), type);
        }
    }

    [Theory]
    [InlineData(true, ScalarType.BFloat16)]
    [InlineData(false, ScalarType.BFloat16)]
    [InlineData(true, ScalarType.Float32)]
    [InlineData(false, ScalarType.Float32)]
    public void Row_HasTheSameBitsWhateverIsBesideIt(bool isWide, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(6, CPU);
        using var panels = Panels(randn([700, 520], generator: generator).to(type), isWide);
        var x = randn([Rows.Max(), 520], generator: generator).to(type);
        var all = panels.Multiply(x, null);
        foreach (var (rows, first) in from rows in Rows from first in Places where first + rows <= Rows.Max() select (rows, first))
        {
            Assert.True(panels.Multiply(x.narrow(0, first, rows), null).Equals(all.narrow(0, first, rows)), $"{rows} rows from {first}");
        }
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 1, 3)]
    [InlineData(ScalarType.BFloat16, 33, 7)]
    [InlineData(ScalarType.BFloat16, 96, 520)]
    [InlineData(ScalarType.Float32, 1, 3)]
    [InlineData(ScalarType.Float32, 33, 7)]
    [InlineData(ScalarType.Float32, 96, 520)]
    public void Rows_AreThoseOfTheMatrix(ScalarType type, int outputs, int inputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(8, CPU);
        var matrix = randn([outputs, inputs], generator: generator).to(type);
        using var panels = Panels(matrix, isWide: false);
        var ids = randint(outputs, [50], ScalarType.Int64, generator: generator);
        Assert.True(panels.Select(ids).Equals(matrix.index_select(0, ids)));
        Assert.True(panels.Select(arange(outputs, ScalarType.Int64)).Equals(matrix));
        Assert.Throws<ArgumentOutOfRangeException>(() => panels.Select(tensor(new long[] { outputs })));
        Assert.Throws<ArgumentOutOfRangeException>(() => panels.Select(tensor(new long[] { -1 })));
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float32)]
    public void Kernels_MakeTheSameBits(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var matrix = randn([70, 519], generator: generator).to(type);
        var x = randn([20, 519], generator: generator).to(type);
        using var wide = Panels(matrix, isWide: true);
        using var narrow = Panels(matrix, isWide: false);
        foreach (var rows in new[] { 1, 3, 20 })
        {
            Assert.True(wide.Multiply(x.narrow(0, 0, rows), null).Equals(narrow.Multiply(x.narrow(0, 0, rows), null)), $"{rows} rows");
        }
    }

    [Fact]
    public void Rows_ThatDoNotLieTogether_AreReadAsTheyAre()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(8, CPU);
        using var panels = Panels(randn([70, 64], generator: generator).to(ScalarType.BFloat16), isWide: true);
        var x = randn([9, 128], generator: generator).to(ScalarType.BFloat16).narrow(1, 32, 64);
        Assert.True(panels.Multiply(x, null).Equals(panels.Multiply(x.contiguous(), null)));
    }

    [Fact]
    public void Sums_AreRoundedToTheNearest_TiesToEven()
    {
        // Bits of x as float32 would have them: bfloat16 keeps the upper 16. 1 + 2^-8 lies between 1 and 1 + 2^-7, 1 + 3 * 2^-8 between that and 1 + 2^-6.
        Assert.Equal([1, 1.015625f, float.PositiveInfinity, float.NaN, -1], SumsOf([[1, 0.00390625f], [1, 0.01171875f], [3e38f, 3e38f], [float.NaN, 1], [-1, -0.00390625f]]));
    }

    [Theory]
    // What oneDNN's products are faster at is left to them: many rows of bfloat16 where the processor is fast at it.
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.ForOneSequence, WeightUse.Products, true)]
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.ForManySequences, WeightUse.Products, true)]
    [InlineData(ScalarType.BFloat16, true, MatrixLayout.ForOneSequence, WeightUse.Products, true)]
    [InlineData(ScalarType.BFloat16, true, MatrixLayout.ForManySequences, WeightUse.Products, false)]
    [InlineData(ScalarType.Float32, false, MatrixLayout.ForOneSequence, WeightUse.Products, true)]
    [InlineData(ScalarType.Float32, false, MatrixLayout.ForManySequences, WeightUse.Products, true)]
    [InlineData(ScalarType.Float32, true, MatrixLayout.ForManySequences, WeightUse.Products, true)]
    // Of a matrix that is looked up rows must be found again.
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.ForManySequences, WeightUse.RowsAndProducts, true)]
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.ForOneSequence, WeightUse.RowsAndProducts, true)]
    [InlineData(ScalarType.BFloat16, true, MatrixLayout.ForOneSequence, WeightUse.RowsAndProducts, true)]
    [InlineData(ScalarType.Float32, false, MatrixLayout.ForOneSequence, WeightUse.RowsAndProducts, true)]
    [InlineData(ScalarType.Float32, true, MatrixLayout.ForManySequences, WeightUse.RowsAndProducts, true)]
    [InlineData(ScalarType.Float16, false, MatrixLayout.ForOneSequence, WeightUse.Products, false)]
    public void Processor_LaysOutInPanels(ScalarType type, bool isFast, MatrixLayout layout, object use, bool isInPanels)
    {
        using var matrix = ones([700, 520], type);
        using var packed = new Processor(isFast, PanelKernel.Wide).Pack(matrix, layout, (WeightUse)use);
        Assert.Equal(isInPanels, packed is PanelMatrix);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.Plain, WeightUse.Products)]
    [InlineData(ScalarType.Float32, false, MatrixLayout.Plain, WeightUse.RowsAndProducts)]
    [InlineData(ScalarType.Float32, false, MatrixLayout.ForOneSequence, WeightUse.Numbers)]
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.ForOneSequence, WeightUse.Numbers)]
    [InlineData(ScalarType.BFloat16, false, MatrixLayout.ForManySequences, WeightUse.Numbers)]
    // oneDNN's products are the fastest here, and in what it packed no row could be found again.
    [InlineData(ScalarType.BFloat16, true, MatrixLayout.ForManySequences, WeightUse.RowsAndProducts)]
    public void Processor_LeavesAsItIs(ScalarType type, bool isFast, MatrixLayout layout, object use)
    {
        using var matrix = ones([700, 520], type);
        Assert.Null(new Processor(isFast, PanelKernel.Wide).Pack(matrix, layout, (WeightUse)use));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Processor_WithoutVectors_HasNoPanels(ScalarType type)
    {
        using var matrix = ones([700, 520], type);
        Assert.Null(new Processor(HasFastBfloat16: false, null).Pack(matrix, MatrixLayout.ForOneSequence, WeightUse.Products));
        Assert.Null(new Processor(HasFastBfloat16: false, null).Pack(matrix, MatrixLayout.ForManySequences, WeightUse.RowsAndProducts));
    }

    [Fact]
    public void Processor_WithoutVectors_LeavesManySequencesToOneDnn()
    {
        using var matrix = ones([700, 520]);
        using var many = new Processor(HasFastBfloat16: false, null).Pack(matrix, MatrixLayout.ForManySequences, WeightUse.Products);
        Assert.IsType<PackedMatrix>(many);
    }

    [Theory]
    [InlineData(true, true, "GenuineIntel", true)]
    [InlineData(false, true, "GenuineIntel", true)]
    [InlineData(true, false, "AuthenticAMD", true)]
    [InlineData(true, false, "GenuineIntel", false)] // as virtual machines have it, from which the tiles are hidden
    [InlineData(false, false, "AuthenticAMD", false)]
    public void Bfloat16_IsOneDnns_WhereItIsFasterThanFloat32(bool hasInstructions, bool hasTiles, string maker, bool isFast) =>
        Assert.Equal(isFast, Processor.IsFastAtBfloat16(hasInstructions, hasTiles, maker));

    // Each sum is of two numbers, times one.
    private static float[] SumsOf(float[][] pairs)
    {
        using var scope = NewDisposeScope();
        using var panels = Panels(ones([1, 2], ScalarType.BFloat16), isWide: false);
        return [.. panels.Multiply(tensor([.. pairs.SelectMany(pair => pair)], [pairs.Length, 2]).to(ScalarType.BFloat16), null).to(ScalarType.Float32).data<float>()];
    }

    private static PanelMatrix Panels(Tensor matrix, bool isWide)
    {
        Assert.SkipUnless(isWide ? Avx512F.IsSupported : Avx2.IsSupported && Fma.IsSupported, "This processor has no such vectors.");
        return PanelMatrix.Of(matrix, isWide ? PanelKernel.Wide : PanelKernel.Narrow)!;
    }

    // Of a number that is rounded to bfloat16 up to half of its last place is lost, 2^-8 of it; what float32 lost before is far less, but for sums near zero.
    private static void RequireNear(Tensor exact, Tensor product, ScalarType type)
    {
        Assert.Equal(exact.shape, product.shape);
        Assert.Equal(type, product.dtype);
        var lost = type == ScalarType.BFloat16 ? Math.Pow(2, -8) : 0;
        var excess = (product.to(ScalarType.Float64) - exact).abs() - (exact.abs() * lost) - 1e-5;
        Assert.InRange(excess.max().item<double>(), double.NegativeInfinity, 0);
    }
}
