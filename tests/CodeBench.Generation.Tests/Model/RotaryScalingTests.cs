using CodeBench.Generation.Model.Rotary;

namespace CodeBench.Generation.Tests.Model;

/// <summary>Frequencies for heads of width 128, base 10000, trained on 2048 positions, against the numbers that transformers' own tests hold fast.</summary>
public sealed class RotaryScalingTests
{
    private const int Width = 128;
    private const double Theta = 10000;

    [Fact]
    public void Dynamic_AtEightTimesTheTrainedLength() =>
        Check(new RotaryScaling.Dynamic(10, 2048), 16384, (0, 1), (54, 1.0920e-05), (60, 3.0683e-06), (63, 1.6265e-06));

    [Fact]
    public void Dynamic_WithinTheTrainedLength_DoesNothing() => Check(new RotaryScaling.Dynamic(10, 2048), 2048, (0, 1), (1, 8.6596e-01), (63, 1.1548e-04));

    [Fact]
    public void Yarn_ByTen() =>
        Check(new RotaryScaling.Yarn(10, 1, 32, 1, 2048, WholePairs: true), 1, (16, 1e-1), (17, 8.3479e-02), (28, 1.0101e-02), (40, 4.3007e-04), (41, 2.7384e-04), (63, 1.1548e-05));

    [Fact]
    public void Llama3_ByTen() =>
        Check(new RotaryScaling.Llama3(10, 1, 4, 2048), 1, (30, 1.3335e-02), (31, 1.0730e-02), (36, 1.9675e-03), (40, 3.4539e-04), (41, 2.7384e-04), (63, 1.1548e-05));

    [Fact]
    public void Linear_ByFour() => Check(new RotaryScaling.Linear(4), 1, (0, 0.25), (63, 1.1548e-04 / 4));

    private static void Check(RotaryScaling scaling, int length, params (int Pair, double Frequency)[] expected)
    {
        var frequencies = scaling.Frequencies(Theta, Width, length);
        Assert.Equal(Width / 2, frequencies.Length);
        Assert.All(expected, item => Assert.Equal(1, frequencies[item.Pair] / item.Frequency, 5e-5));
    }
}
