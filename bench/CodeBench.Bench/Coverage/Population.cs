namespace CodeBench.Bench.Coverage;

/// <summary>How the chances of a checkpoint to solve a problem are spread over problems.</summary>
/// <param name="Name">What it is called on the page.</param>
/// <param name="Decided">The share of problems that it always or never solves; the others it solves with the score as their chance.</param>
internal sealed record Population(string Name, double Decided)
{
    /// <summary>Those that are simulated.</summary>
    public static IReadOnlyList<Population> All { get; } = [new("all decided", 1), new("half decided", 0.5), new("all alike", 0)];

    /// <summary>The chance of a problem, whose mean over problems is the score.</summary>
    public double Chance(Random random, double score) => random.NextDouble() < Decided ? (random.NextDouble() < score ? 1 : 0) : score;

    /// <summary>How many of some samples pass.</summary>
    public static int Draw(Random random, double chance, int samples) => Enumerable.Range(0, samples).Count(_ => random.NextDouble() < chance);
}
