using CodeBench.Generation.Model;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Generation.Tests.Model;

/// <summary>Products of packed matrices are those of plain ones.</summary>
public sealed class PackedMatrixTests
{
    private const int Inputs = 520;
    private const int Outputs = 700;

    [Theory]
    [InlineData(ScalarType.Float32, 1e-4)]
    [InlineData(ScalarType.BFloat16, 0.05)] // its numbers, about 1 here, have 8 binary digits
    public void Product_OfAnyRows_IsThatOfThePlainMatrix(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var matrix = (randn([Outputs, Inputs], generator: generator) / Math.Sqrt(Inputs)).to(type);
        var bias = randn([Outputs], generator: generator).to(type);
        using var packed = PackedMatrix.Of(matrix);
        Assert.SkipWhen(packed is null, "This libtorch or this processor has no packed products of this type.");
        foreach (var rows in new[] { 1, 2, 3, 16, 17, 64, 300 })
        {
            var x = randn([rows, Inputs], generator: generator).to(type);
            Assert.InRange(Distance(linear(x, matrix), packed.Multiply(x, null)), 0, tolerance);
            Assert.InRange(Distance(linear(x, matrix, bias), packed.Multiply(x, bias)), 0, tolerance);
        }
    }

    [Fact]
    public void Matrix_OfFloats_IsPackedByTheLibtorchThatWeBuildWith()
    {
        using var matrix = ones(Outputs, Inputs);
        using var packed = PackedMatrix.Of(matrix);
        Assert.NotNull(packed);
    }

    [Theory]
    [InlineData(100, ScalarType.Float32)]
    [InlineData(Outputs, ScalarType.Float16)]
    [InlineData(Outputs, ScalarType.Float64)]
    public void Matrix_ThatGainsNothing_StaysAsItIs(int outputs, ScalarType type)
    {
        using var matrix = ones([outputs, Inputs], type);
        Assert.Null(PackedMatrix.Of(matrix));
    }

    private static double Distance(Tensor left, Tensor right) => (left - right).abs().max().to(ScalarType.Float64).item<double>();
}
