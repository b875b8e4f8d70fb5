using CodeBench.Bench.Coverage;
using CodeBench.Bench.Output;
using CodeBench.Core.Contamination;
using CodeBench.Core.Scores;

namespace CodeBench.Bench.Contamination;

/// <summary>Runs on suites whose contamination is known: how often a gain is seen, and how often its interval holds the true one.</summary>
/// <param name="trials">Suites for each cell.</param>
internal sealed class GainSimulation(int trials)
{
    private const int Problems = 164;
    private const int Exchanges = 399;
    private const double Contaminated = 0.3;
    private static readonly double[] Scores = [0.05, 0.1, 0.3, 0.5, 0.7, 0.9];
    private static readonly (Population Population, int Samples)[] Kinds = [.. from samples in new[] { 1, 5 } from population in Population.All select (population, samples)];

    /// <summary>Simulates all, and fills the page.</summary>
    public void Run(ResultPage page, CancellationToken cancellationToken)
    {
        string[] columns = ["checkpoint, samples", .. Scores.Select(score => score.Text("0.00"))];
        page.Add($"{trials} suites of {Problems} problems for each cell, seeds fixed; a checkpoint has a chance of its own for each problem, as in [coverage.md](coverage.md), whose mean over clean problems is the heading. "
            + $"Seven of ten problems overlap by up to 30 %, the others by more, so nearly every problem makes a split of its own; {Exchanges} exchanges for each p.");
        page.Add("How often a gain is called significant where overlap changes nothing (5 % at most is promised):");
        page.Add(columns, Rows((random, population, samples, score) => IsSignificant(random, population, samples, score, 0), cancellationToken));
        page.Add("How often where half of the problems that overlap by more than 30 % were learned by heart:");
        page.Add(columns, Rows((random, population, samples, score) => IsSignificant(random, population, samples, score, 0.5), cancellationToken));
        page.Add("How often the 95 % interval of the gain holds the true one, with that gain, at the one threshold of 30 %:");
        page.Add(columns, Rows(Covers, cancellationToken));
    }

    private IEnumerable<IReadOnlyList<string>> Rows(Func<Random, Population, int, double, bool> holds, CancellationToken cancellationToken)
    {
        foreach (var (population, samples) in Kinds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return
            [
                $"{population.Name}, {samples}",
                .. Scores.Select(score =>
                {
                    var random = new Random(samples + (int)(1000 * score));
                    return (Enumerable.Range(0, trials).Count(_ => holds(random, population, samples, score)) / (double)trials).Text("0.0 %");
                }),
            ];
        }
    }

    private static bool IsSignificant(Random random, Population population, int samples, double score, double help)
    {
        var problems = Enumerable.Range(0, Problems).Select(i => Draw(random, population, samples, score, i < Contaminated * Problems, help, random.NextDouble()));
        return new GainSweep(random, Exchanges).Sweep([.. problems]).Any(split => split.Gain > 0 && split.P <= SuiteContamination.Alpha);
    }

    private static bool Covers(Random random, Population population, int samples, double score)
    {
        const double Help = 0.5;
        var problems = Enumerable.Range(0, Problems).Select(i => i < Contaminated * Problems).Select(known => Draw(random, population, samples, score, known, Help, known ? 1 : 0));
        var split = new GainSweep(random, exchanges: 1).Sweep([.. problems])[0];
        var gain = (double)split.Contaminated / Problems * Help * (1 - score);
        return split.Low <= gain && gain <= split.High;
    }

    private static ScoredOverlap Draw(Random random, Population population, int samples, double score, bool known, double help, double overlap)
    {
        var chance = population.Chance(random, score);
        var helped = known && random.NextDouble() < help ? 1 : chance;
        return new ScoredOverlap(known ? Contaminated + ((1 - Contaminated) * overlap) : Contaminated * overlap, new PassedSamples(samples, Population.Draw(random, helped, samples)));
    }
}
