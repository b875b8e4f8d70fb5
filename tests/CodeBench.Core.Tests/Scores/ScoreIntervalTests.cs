using System.Globalization;
using CodeBench.Core.Scores;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Scores;

public sealed class ScoreIntervalTests
{
    [Fact]
    public void HalfWidth_OfTheReportsExample_IsItsHalfWidth() => Assert.Equal(0.068, ScoreInterval.HalfWidth(0.726, 164), 3);

    // By hand: S = 0.5, N = 10: middle 0.5, reach 1.96 / (1 + 0.38416) * sqrt(0.025 + 0.009604).
    [Theory]
    [InlineData(0.5, 10, 0.236593, 0.763407)]
    [InlineData(0, 10, 0, 0.277540)]
    [InlineData(1, 10, 0.722460, 1)]
    [InlineData(0.3, 10, 0.107789, 0.603227)]
    public void Wilson_ByHand_IsThatInterval(double score, double count, double low, double high)
    {
        var interval = ScoreInterval.Wilson(score, count);

        Assert.Equal(low, interval.Low, 5);
        Assert.Equal(high, interval.High, 5);
    }

    [Fact]
    public void Estimate_OneSampleEach_IsWilsonOnTheProblems()
    {
        double[] estimates = [1, 0, 0, 1, 0, 0, 1, 0, 0, 0];
        var score = ScoreInterval.Estimate(estimates, draws: 1);

        Assert.Equal(10, ScoreInterval.EffectiveProblems(estimates, 1), 9);
        Assert.Equal(ScoreInterval.Wilson(0.3, 10).Low, score.Low, 9);
        Assert.Equal(ScoreInterval.Wilson(0.3, 10).High, score.High, 9);
        Assert.Equal(0.3, score.Value, 12);
        Assert.Equal(1.96 * Math.Sqrt(0.3 * 0.7 / 10), score.HalfWidth, 12);
    }

    // By hand: mean 0.5, squares 0.25 + 0.01 + 0.01 + 0.25 and for the two unseen 0.25 + 0.25, variance 1.02 / 6; 4 * 0.25 / 0.17.
    [Fact]
    public void EffectiveProblems_SeveralSamplesEach_AreMoreThanTheProblems() =>
        Assert.Equal(1 / 0.17, ScoreInterval.EffectiveProblems([0, 0.4, 0.6, 1], draws: 10), 9);

    [Theory]
    [InlineData(new[] { 0.5, 0.5, 0.5 }, 2, 6)]
    [InlineData(new[] { 0.5, 0.5, 0.5 }, 10, 7.5)] // 3 * 0.25 / (0.5 / 5)
    [InlineData(new[] { 0.0, 0.0, 0.0 }, 10, 3)]
    [InlineData(new[] { 1.0 }, 10, 1)]
    [InlineData(new[] { 0.4, 0.6 }, 1, 2)]
    public void EffectiveProblems_AtTheEdges_StayBetweenProblemsAndDraws(double[] estimates, double draws, double expected) =>
        Assert.Equal(expected, ScoreInterval.EffectiveProblems(estimates, draws), 9);

    [Fact]
    public void Estimate_AnyCounts_ContainsTheScore()
    {
        for (var correct = 0; correct <= 50; correct++)
        {
            var score = ScoreInterval.Estimate([.. Enumerable.Range(0, 50).Select(i => i < correct ? 1.0 : 0.0)], 1);
            Assert.InRange(score.Value, score.Low, score.High);
            Assert.InRange(score.Low, 0, 1);
            Assert.InRange(score.High, 0, 1);
        }
    }

    [Fact]
    public void HalfWidth_OfTheReportsTable_AreTheReports()
    {
        var problems = new Dictionary<string, int>
        {
            ["HumanEval"] = 164,
            ["HumanEval+"] = 164,
            ["MBPP"] = 500,
            ["MBPP EvalPlus (base)"] = 378,
        };
        var cells = File.ReadLines(SharedData.Require("llama3/table18.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var different = cells
            .Where(cell => Math.Abs((100 * ScoreInterval.HalfWidth(Number(cell[3]) / 100, problems[cell[1]])) - Number(cell[4])) > 0.0501)
            .Select(cell => $"{cell[0]} {cell[1]}");

        Assert.Equal(44, cells.Count);

        // The report rounded its score before it wrote it: 90.2 is 148 of 164, and gives 4.6.
        Assert.Equal(["GPT-4o HumanEval"], different);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
