using CodeBench.Bench.Output;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Scores;

namespace CodeBench.Bench.Coverage;

/// <summary>Simulates suites of problems, and looks how often intervals and gates are right.</summary>
internal sealed class CoverageBench(CoverageOptions options)
{
    private const double Alpha = 0.05;
    private static readonly double[] Scores = [0.02, 0.03, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.97, 0.98];
    private static readonly int[] Samples = [1, 5, 20];

    /// <summary>Simulates all, and fills the page.</summary>
    public void Run(ResultPage page, CancellationToken cancellationToken)
    {
        string[] columns = ["problems, samples", .. Scores.Select(score => score.Text("0.00"))];
        page.Add($"{options.Trials} suites of {options.Problems} problems for each cell, seeds fixed. A checkpoint has a chance of its own for each problem: *all decided*, it always or never solves it; *all alike*, "
            + "each with the score as its chance; *half decided*, half and half.");
        page.Add("How often the 95 % interval of one score holds the true score, which is the mean over all problems of the kind:");
        page.Add(columns, Rows(Covers, cancellationToken));
        page.Add("The same of the report's 1.96*sqrt(S(1-S)/N):");
        page.Add(columns, Rows(CoversByHalfWidth, cancellationToken));
        page.Add("How often a gate with alpha 0.05 and no allowed drop says no to two runs of one checkpoint:");
        page.Add(columns, Rows(FalseAlarms, cancellationToken));
        page.Add("How often it says no where the true drop is the one that it says it finds with at least 80 %:");
        page.Add(columns, Rows(Power, cancellationToken));
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Func<Random, Population, int, double, double?> share, CancellationToken cancellationToken)
    {
        foreach (var (population, samples) in from population in Population.All from samples in Samples select (population, samples))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return
            [
                $"{population.Name}, {samples}",
                .. Scores.Select(score => share(new Random(samples + (int)(1000 * score)), population, samples, score)?.Text("0.0 %") ?? ""),
            ];
        }
    }

    private double? Covers(Random random, Population population, int samples, double score) => ShareOf(() =>
    {
        var estimate = ScoreInterval.Estimate(Estimates(random, population, samples, score), samples);
        return estimate.Low <= score && score <= estimate.High;
    });

    private double? CoversByHalfWidth(Random random, Population population, int samples, double score) => ShareOf(() =>
    {
        var estimate = ScoreInterval.Estimate(Estimates(random, population, samples, score), samples);
        return Math.Abs(estimate.Value - score) <= estimate.HalfWidth;
    });

    private double? FalseAlarms(Random random, Population population, int samples, double score) =>
        ShareOf(() => Pair(random, population, samples, score, 0).PValueBelow(0) <= Alpha);

    private double? Power(Random random, Population population, int samples, double score)
    {
        var drop = Enumerable.Range(0, 50).Average(_ => Pair(random, population, samples, score, 0).Noticeable(0, Alpha));
        // A score cannot fall below nothing.
        return drop < score ? ShareOf(() => Pair(random, population, samples, score, drop).PValueBelow(0) <= Alpha) : null;
    }

    private double ShareOf(Func<bool> holds) => Enumerable.Range(0, options.Trials).Count(_ => holds()) / (double)options.Trials;

    private double[] Estimates(Random random, Population population, int samples, double score) =>
        [.. Enumerable.Range(0, options.Problems).Select(_ => (double)Population.Draw(random, population.Chance(random, score), samples) / samples)];

    // The second run's chances are lower by the same share of each.
    private ScoreDifference Pair(Random random, Population population, int samples, double score, double drop) => ScoreDifference.Of(
    [
        .. Enumerable.Range(0, options.Problems).Select(_ =>
        {
            var chance = population.Chance(random, score);
            return new PairedProblem("", Drawn(chance), Drawn(chance * (1 - (drop / score))));

            PassedSamples Drawn(double one) => new(samples, Population.Draw(random, one, samples));
        }),
    ]);
}
