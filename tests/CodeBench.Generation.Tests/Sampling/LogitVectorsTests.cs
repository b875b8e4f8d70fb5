using CodeBench.Generation.Sampling;
using CsCheck;

namespace CodeBench.Generation.Tests.Sampling;

public sealed class LogitVectorsTests
{
    private static readonly Gen<float[]> Values = Gen.OneOf(
        Gen.Int[-3, 3].Select(one => (float)one), Gen.Float[-60, 60], Gen.Const(float.NegativeInfinity), Gen.Const(-0f)).Array[1, 90].Select(Pad);

    [Fact]
    public void Weights_AreTheExponential_ToAMillionth()
    {
        var logits = Pad([.. Enumerable.Range(0, 24_000).Select(step => -0.001f * step)]);
        var weights = logits.ToArray();
        var sum = LogitVectors.Weigh(weights, 0, 1);

        Assert.Equal(LogitVectors.Unit, weights[0]);
        Assert.All(logits.Zip(weights).SkipLast(8), pair => Assert.InRange(pair.Second - (LogitVectors.Unit * Math.Exp(pair.First)), -1 - (2e-7 * pair.Second), 2e-7 * pair.Second));
        Assert.Equal(weights.Sum(one => (double)one), sum);
        Assert.Equal(logits.Sum(one => Math.Exp(one)), LogitVectors.SumOfExponentials(logits, 0), 1e-3);
    }

    [Fact]
    public void Weights_AreWholeNumbers_SoThatSumsAreExactInEveryOrder() => Values.Sample(logits =>
    {
        logits[0] = 60;
        LogitVectors.Weigh(logits, 60, 1.25f);
        Assert.All(logits, weight => Assert.Equal(MathF.Truncate(weight), weight));
        Assert.Equal(logits.Aggregate(0L, (sum, weight) => sum + (long)weight), (long)LogitVectors.Mass(logits, 0));
    }, seed: "0000KHwy1Zo4");

    [Fact]
    public void Weight_OfWhatCannotCome_IsNothing()
    {
        var values = Pad([0, float.NegativeInfinity, -1e30f, float.MinValue, -24]);
        LogitVectors.Weigh(values, 0, float.MaxValue);
        Assert.Equal([LogitVectors.Unit, 0, 0, 0, 0], values[..5]);
    }

    [Fact]
    public void MaxFirstCountAndMass_AreThoseOfPlainLoops() => Gen.Select(Values, Gen.Float[-60, 60]).Sample((values, bound) =>
    {
        var largest = values.Max();
        Assert.Equal(largest, LogitVectors.Max(values));
        Assert.Equal(Array.FindIndex(values, one => one == largest), LogitVectors.FirstOf(largest, values));
        Assert.Equal(values.Count(one => one >= bound), LogitVectors.CountFrom(values, bound));
        float[] odd = [.. values.Where(float.IsFinite).Select(MathF.Abs).Select(MathF.Truncate)];
        Assert.Equal(odd.Where(one => one >= bound).Sum(), LogitVectors.Mass(odd, bound));
    }, seed: "0000KHwy1Zo4");

    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(64)]
    public void Max_IsNoNumber_WhereverOneIsNone(int length)
    {
        for (var place = 0; place < length; place++)
        {
            var values = Pad([.. Enumerable.Range(0, length).Select(one => (float)one)]);
            values[place] = float.NaN;
            Assert.True(float.IsNaN(LogitVectors.Max(values)));
        }
    }

    [Fact]
    public void TopTokens_AreTheFirstOfASort() => Gen.Select(Values, Gen.Int[1, 90]).Where((values, k) => k < values.Length).Sample((values, k) =>
    {
        var expected = Enumerable.Range(0, values.Length).OrderByDescending(token => values[token]).Take(k).Order().ToList();
        var logits = expected.ConvertAll(token => values[token]);
        var tokens = new int[k];
        TopTokens.MoveToFront(values, k, tokens);
        Assert.Equal(expected, tokens);
        Assert.Equal(logits, values[..k]);
    }, seed: "0000KHwy1Zo4");

    private static float[] Pad(float[] values) =>
        [.. values, .. Enumerable.Repeat(float.NegativeInfinity, LogitVectors.Padded(values.Length) - values.Length)];
}
