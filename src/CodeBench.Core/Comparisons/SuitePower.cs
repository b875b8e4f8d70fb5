namespace CodeBench.Core.Comparisons;

/// <summary>What a suite can show: the smallest drop of pass@1 that a gate finds with at least 80 %, before anything is sampled.</summary>
/// <remarks>By the test that gates use (<see cref="ScoreDifference.Noticeable"/>). Two things are not known beforehand, so they are asked for.</remarks>
/// <param name="Problems">N: how many problems the suite has.</param>
/// <param name="Samples">n: how many samples a problem has.</param>
/// <param name="Score">pass@1 before the drop, between 0 and 1.</param>
/// <param name="Alpha">The gate's level, between 0 and 1.</param>
public sealed record SuitePower(int Problems, int Samples, double Score, double Alpha)
{
    /// <summary>
    /// The drop, from 0 to 1, where the baseline is a scores.json. It does not know which problems were solved how often, so a gate counts each once, however many samples it has.
    /// </summary>
    public double DropFromScores() => Drop(Problems, correlation: 0);

    /// <summary>The drop, from 0 to 1, where the baseline is a run on the same problems.</summary>
    /// <param name="decided">
    /// How far problems are decided, from 0 (all have the same chance: n samples of a problem tell as much as n problems) to 1 (each is always or never solved: they tell no more than one).
    /// </param>
    /// <param name="correlation">How far two runs agree on problems, from 0 to 1.</param>
    public double DropFromRun(double decided, double correlation) =>
        // The variance of a problem's share is S(1-S) (d + (1-d)/n): what lies between problems, and what lies within one (beta-binomial, intraclass correlation d).
        Drop(Problems / (decided + ((1 - decided) / Samples)), correlation);

    private double Drop(double count, double correlation) => new ScoreDifference(Score, count, Score, count, correlation).Noticeable(allowed: 0, Alpha);
}
