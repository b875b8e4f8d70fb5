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
    [InlineData(true, 512, 640)]
    [InlineData(true, 519, 701)]
    [InlineData(true, 3, 1)]
    [InlineData(true, 1, 33)]
    [InlineData(false, 512, 640)]
    [InlineData(false, 519, 701)]
    [InlineData(false, 3, 1)]
    public void Product_IsRoundedOnce(bool isWide, int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var matrix = (randn([outputs, inputs], generator: generator) / Math.Sqrt(inputs)).to(ScalarType.BFloat16);
        var bias = randn([outputs], generator: generator).to(ScalarType.BFloat16);
        using var panels = Panels(matrix, isWide);
        foreach (var rows in Rows)
        {
            var x = randn([rows, inputs], generator: generator).to(ScalarType.BFloat16);
            var exact = x.to(ScalarType.Float64).matmul(matrix.to(ScalarType.Float64).t());
            RequireNear(exact, panels.Multiply(x, null));
            RequireNear(exact + bias.to(ScalarType.Float64), panels.Multiply(x, bias));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Row_HasTheSameBitsWhateverIsBesideIt(bool isWide)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(6, CPU);
        using var panels = Panels(randn([700, 520], generator: generator).to(ScalarType.BFloat16), isWide);
        var x = randn([Rows.Max(), 520], generator: generator).to(ScalarType.BFloat16);
        var all = panels.Multiply(x, null);
        foreach (var (rows, first) in from rows in Rows from first in Places where first + rows <= Rows.Max() select (rows, first))
        {
            Assert.True(panels.Multiply(x.narrow(0, first, rows), null).Equals(all.narrow(0, first, rows)), $"{rows} rows from {first}");
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(33, 7)]
    [InlineData(96, 520)]
    public void Rows_AreThoseOfTheMatrix(int outputs, int inputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(8, CPU);
        var matrix = randn([outputs, inputs], generator: generator).to(ScalarType.BFloat16);
        using var panels = Panels(matrix, isWide: false);
        var ids = randint(outputs, [50], ScalarType.Int64, generator: generator);
        Assert.True(panels.Select(ids).Equals(matrix.index_select(0, ids)));
        Assert.True(panels.Select(arange(outputs, ScalarType.Int64)).Equals(matrix));
        Assert.Throws<ArgumentOutOfRangeException>(() => panels.Select(tensor(new long[] { outputs })));
        Assert.Throws<ArgumentOutOfRangeException>(() => panels.Select(tensor(new long[] { -1 })));
    }

    [Fact]
    public void Kernels_MakeTheSameBits()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var matrix = randn([70, 519], generator: generator).to(ScalarType.BFloat16);
        var x = randn([20, 519], generator: generator).to(ScalarType.BFloat16);
        using var wide = Panels(matrix, isWide: true);
        using var narrow = Panels(matrix, isWide: false);
        Assert.True(wide.Multiply(x, null).Equals(narrow.Multiply(x, null)));
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

    [Fact]
    public void Processor_WithBfloat16_LeavesManySequencesToOneDnn()
    {
        using var matrix = ones([700, 520], ScalarType.BFloat16);
        using var wide = new Processor(HasBfloat16: false, PanelKernel.Wide).Pack(matrix, MatrixLayout.ForOneSequence, WeightUse.Products);
        Assert.IsType<PanelMatrix>(wide);
        using var one = new Processor(HasBfloat16: true, PanelKernel.Wide).Pack(matrix, MatrixLayout.ForOneSequence, WeightUse.Products);
        Assert.IsType<PanelMatrix>(one);
        Assert.Null(new Processor(HasBfloat16: false, null).Pack(matrix, MatrixLayout.ForOneSequence, WeightUse.Products));
        Assert.Null(new Processor(HasBfloat16: false, PanelKernel.Wide).Pack(matrix, MatrixLayout.Plain, WeightUse.Products));
        using var many = new Processor(HasBfloat16: true, PanelKernel.Wide).Pack(matrix, MatrixLayout.ForManySequences, WeightUse.Products);
        Assert.IsNotType<PanelMatrix>(many);
    }

    [Fact]
    public void Processor_TakesPanelsOfShortNumbersAlone()
    {
        using var matrix = ones([700, 520]);
        Assert.Null(new Processor(HasBfloat16: false, PanelKernel.Wide).Pack(matrix, MatrixLayout.ForOneSequence, WeightUse.Products));
        Assert.Null(PanelMatrix.Of(matrix, PanelKernel.Wide));
    }

    [Fact]
    public void Processor_PacksWhatIsLookedUpOnlyWhereItsRowsAreFoundAgain()
    {
        using var numbers = ones([700, 520]);
        using var matrix = ones([700, 520], ScalarType.BFloat16);
        foreach (var layout in new[] { MatrixLayout.ForOneSequence, MatrixLayout.ForManySequences })
        {
            using var tied = new Processor(HasBfloat16: false, PanelKernel.Wide).Pack(matrix, layout, WeightUse.RowsAndProducts);
            Assert.IsType<PanelMatrix>(tied);
            Assert.Null(new Processor(HasBfloat16: false, PanelKernel.Wide).Pack(numbers, layout, WeightUse.RowsAndProducts));
            Assert.Null(new Processor(HasBfloat16: false, PanelKernel.Wide).Pack(matrix, layout, WeightUse.Numbers));
        }

        Assert.Null(new Processor(HasBfloat16: true, PanelKernel.Wide).Pack(matrix, MatrixLayout.ForManySequences, WeightUse.RowsAndProducts));
    }

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

    // Of a rounded number up to half of its last place is lost, 2^-8 of it; what float32 lost before is far less, but for sums near zero.
    private static void RequireNear(Tensor exact, Tensor product)
    {
        Assert.Equal(exact.shape, product.shape);
        Assert.Equal(ScalarType.BFloat16, product.dtype);
        var excess = (product.to(ScalarType.Float64) - exact).abs() - (exact.abs() * Math.Pow(2, -8)) - 1e-5;
        Assert.InRange(excess.max().item<double>(), double.NegativeInfinity, 0);
    }
}
