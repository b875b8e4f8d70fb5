using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Sampling;
using CsCheck;

namespace CodeBench.Generation.Tests.Sampling;

public sealed class TokenSamplerTests
{
    private static readonly float[] Logits = [1, 3, 2, 3];

    private static readonly Gen<float[]> SomeLogits = Gen.OneOf(
        Gen.Int[-3, 3].Select(one => (float)one), Gen.Float[-12, 12], Gen.Float[-0.5f, 0.5f], Gen.Const(float.NegativeInfinity), Gen.Const(-0f)).Array[1, 70];

    private static readonly Gen<SamplingOptions> SomeOptions =
        from temperature in Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Const(1e-300), Gen.Double[0.05, 5])
        from topP in Gen.OneOf(Gen.Const(1.0), Gen.Const(0.5), Gen.Double[0.01, 1])
        from topK in Gen.OneOf(Gen.Const(0), Gen.Int[1, 80])
        from minP in Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0, 0.5])
        from penalty in Gen.OneOf(Gen.Const(1.0), Gen.Double[0.5, 2])
        select new SamplingOptions { Temperature = temperature, TopP = topP, TopK = topK, MinP = minP, RepetitionPenalty = penalty };

    [Fact]
    public void Draw_AtTemperatureZero_IsTheFirstOfTheLikeliest()
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = 0 });
        Assert.Equal(1, sampler.Draw(Logits, new SampleRandom(1, "a", 0)));
    }

    [Fact]
    public void Draw_IsThatOfPlainListsAndSorts()
    {
        var cases = Gen.Select(SomeLogits, SomeOptions, Gen.Int[0, 1_000_000], Gen.Int[0, 69].HashSet[0, 10]);
        cases.Where((logits, _, _, _) => logits.Any(float.IsFinite)).Sample((logits, options, seed, seen) =>
        {
            seen.RemoveWhere(token => token >= logits.Length);
            var (sampler, one, other) = (new TokenSampler(options), new SampleRandom(seed, "p", 0), new SampleRandom(seed, "p", 0));
            for (var draw = 0; draw < 4; draw++)
            {
                Assert.Equal(PlainSampler.Draw(logits, options, other, seen), sampler.Draw(logits, one, seen));
            }

            Assert.Equal(other.Next(), one.Next());
        }, seed: "0000KHwy1Zo4", iter: 20_000);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(4)]
    public void Draw_FromAVocabularyOfManyThousands_IsThatOfPlainListsAndSorts(double spread)
    {
        var numbers = new SampleRandom(5, "logits", 0);
        float[] logits = [.. Enumerable.Range(0, 5_003).Select(_ => (float)(spread * Math.Sqrt(-2 * Math.Log(1 - numbers.Next())) * Math.Cos(Math.Tau * numbers.Next())))];
        SamplingOptions[] some = [new() { Temperature = 0.8, TopP = 0.95 }, new() { Temperature = 1 }, new() { Temperature = 1, TopK = 50, TopP = 0.9 }, new() { Temperature = 1.5, MinP = 0.1 }];
        foreach (var options in some)
        {
            var (sampler, one, other) = (new TokenSampler(options), new SampleRandom(9, "p", 0), new SampleRandom(9, "p", 0));
            for (var draw = 0; draw < 20; draw++)
            {
                Assert.Equal(PlainSampler.Draw(logits, options, other, new HashSet<int>()), sampler.Draw(logits, one));
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(0.7, 0.9, 0, 0)]
    [InlineData(1.3, 0.3, 0, 0)]
    [InlineData(1, 0.8, 5, 0)]
    [InlineData(2, 1, 0, 0.2)]
    [InlineData(1.5, 0.97, 8, 0.05)]
    public void Draws_FollowTheProbabilitiesThatHuggingFaceLeaves(double temperature, double topP, int topK, double minP)
    {
        float[] logits = [0.3f, 2.1f, -1.5f, 1.9f, 0.8f, -4f, 1.2f, float.NegativeInfinity, 0.1f, -0.4f, 2.6f, -7f];
        var options = new SamplingOptions { Temperature = temperature, TopP = topP, TopK = topK, MinP = minP };
        var expected = PlainSampler.Probabilities(logits, options);
        var (sampler, random) = (new TokenSampler(options), new SampleRandom(7, "p", 0));
        const int Draws = 40_000;
        var counts = new int[logits.Length];
        for (var i = 0; i < Draws; i++)
        {
            counts[sampler.Draw(logits, random)]++;
        }

        Assert.All(counts.Zip(expected), pair => Assert.True(pair.Second > 0 || pair.First == 0));
        var distance = counts.Zip(expected).Where(pair => pair.Second > 0).Sum(pair => Math.Pow(pair.First - (Draws * pair.Second), 2) / (Draws * pair.Second));
        Assert.InRange(distance, 0, 29.6); // the 99.9 % point of chi-square with 10 degrees of freedom, more than there are
    }

    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(1.5, 2)]
    [InlineData(0.5, 0)]
    public void RepetitionPenalty_DividesWhatIsPositive_AndMultipliesWhatIsNegative(double penalty, int expected)
    {
        var sampler = new TokenSampler(new SamplingOptions { RepetitionPenalty = penalty });
        Assert.Equal(expected, sampler.Draw([3, -1, 2.5f], new SampleRandom(0, "p", 0), new HashSet<int> { 0 }));
        Assert.Equal(1, sampler.Draw([-3, -1, -2.5f], new SampleRandom(0, "p", 0), new HashSet<int> { 0 }));
        Assert.Equal(penalty > 1 ? 2 : 1, sampler.Draw([-3, -1, -1.2f], new SampleRandom(0, "p", 0), new HashSet<int> { 1 }));
    }

    [Fact]
    public void Draws_OfASample_PenaliseItsPromptAndWhatWasDrawn()
    {
        var options = new SamplingOptions { RepetitionPenalty = 2, LogProbabilities = true };
        var (draws, sampler) = (new SampleDraws(options, "p", 0, [0, 0]), new TokenSampler(options));
        float[] logits = [10, 8, 6, 3.5f];
        Assert.Equal([1, 2, 0], new[] { draws.Draw(sampler, logits), draws.Draw(sampler, logits), draws.Draw(sampler, logits) });
        var total = Math.Log(logits.Sum(logit => Math.Exp(logit)));
        Assert.All(new double[] { 8, 6 }.Zip(draws.LogProbabilitiesOf(2)!), pair => Assert.Equal(pair.First - total, pair.Second, 1e-5));
        Assert.Null(new SampleDraws(new SamplingOptions(), "p", 0, []).LogProbabilitiesOf(0));
    }

    [Fact]
    public void LogProbability_IsThatOfTheLogitsThemselves() => SomeLogits.Where(logits => logits.Any(float.IsFinite)).Sample(logits =>
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = 0.3, TopK = 1, LogProbabilities = true });
        var largest = logits.Max();
        var total = largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest)));
        for (var token = 0; token < logits.Length; token++)
        {
            Assert.Equal(logits[token] - total, sampler.LogProbability(logits, token), 1e-5);
        }
    }, seed: "0000KHwy1Zo4");

    [Theory]
    [InlineData(0, float.NaN)]
    [InlineData(0.8, float.NaN)]
    [InlineData(0, float.PositiveInfinity)]
    [InlineData(0.8, float.PositiveInfinity)]
    public void Draw_FromLogitsThatAreNoNumbers_IsRefused(double temperature, float wrong)
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = temperature });
        var exception = Assert.Throws<InvalidInputException>(() => sampler.Draw([1, 2, wrong, 3], new SampleRandom(0, "p", 0)));
        Assert.Contains("float32", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => sampler.Draw([float.NegativeInfinity], new SampleRandom(0, "p", 0)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.8, 0)]
    [InlineData(0.8, 40)]
    public void Draws_TakeNoMemoryOfTheirOwn(double temperature, int topK)
    {
        var options = new SamplingOptions { Temperature = temperature, TopP = 0.9, TopK = topK };
        var (sampler, random) = (new TokenSampler(options), new SampleRandom(0, "p", 0));
        float[] logits = [.. Enumerable.Range(0, 32_000).Select(token => (float)Math.Sin(token))];
        // The runtime takes some on this thread when it compiles anew what is called often, once: what a draw takes, it takes each time.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => TakenByDraws()));

        long TakenByDraws()
        {
            sampler.Draw(logits, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var draw = 0; draw < 50; draw++)
            {
                sampler.Draw(logits, random);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
