using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>From executions to scores: needs neither model nor container.</summary>
/// <param name="observer">Who watches.</param>
public sealed class ScoringStage(IRunObserver observer)
{
    /// <summary>Writes scores.json.</summary>
    /// <returns>What it says.</returns>
    /// <exception cref="InvalidInputException">There are no executions, or a sample has two.</exception>
    public ScoreSheet Run(RunFolder folder)
    {
        var suites = folder.Manifest.Plan.Suites.Select(suite => suite.Suite).ToHashSet();
        // A suite whose tests are inputs has lines for its parts too.
        var executions = EachSampleOnce.Read(folder.Executions, SampleKey.Of).Count(execution => suites.Contains(execution.Suite));
        var samples = folder.Completions.Read().Count();
        if (executions == 0 && !HasNothingToScore(folder, samples))
        {
            throw new InvalidInputException(new Fault(folder.Executions.Path, null, null, "there are no executions to score: run 'codebench execute' first"));
        }

        if (executions < samples)
        {
            observer.Tell($"Only {executions} of {samples} samples have been executed: the scores are of these alone.");
        }

        var sheet = Scorer.Score(folder.Executions.Read());
        sheet = sheet with { Scores = [.. sheet.Scores.Select(score => WithCeiling(score, folder.Manifest.Plan.Suites))] };
        sheet = InOrder(sheet with { Spreads = SpreadFinder.Of(folder.Executions.Read()) }, folder.Manifest.Plan.Suites);
        JsonFile.Write(folder.PathOf("scores.json"), sheet);
        return sheet;
    }

    /// <summary>Reads scores.json.</summary>
    /// <exception cref="InvalidInputException">It is absent or damaged.</exception>
    public static ScoreSheet Read(RunFolder folder)
    {
        var path = folder.PathOf("scores.json");
        if (!File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "there are no scores yet: run 'codebench score' first"));
        }

        return JsonFile.Read<ScoreSheet>(path);
    }

    // A suite of fewer problems than there are shards leaves some of them without any.
    private static bool HasNothingToScore(RunFolder folder, int samples) =>
        folder.Manifest.Plan is { Shard: not null } plan && samples == 0
        && (plan.Sampling is null ? folder.Completions.Exists : plan.Suites.All(suite => suite.Problems == 0));

    // As the plan has them, whichever program ended first: the same verdicts are the same bytes.
    private static ScoreSheet InOrder(ScoreSheet sheet, IReadOnlyList<SuitePlan> plans)
    {
        var owners = new SuiteOwners(plans);
        return sheet with
        {
            Scores = [.. sheet.Scores
                .OrderBy(score => Place(plan => plan.Suite == owners.OwnerOf(score.Suite, score.Language) && plan.Language == score.Language))
                .ThenBy(score => owners.OwnerOf(score.Suite, score.Language) != score.Suite)],
            Averages = sheet.Averages is { } averages ? [.. averages.OrderBy(average => Place(plan => owners.OwnerOf(average.Suite, plan.Language) == plan.Suite))] : null,
            Spreads = sheet.Spreads is { } spreads
                ? [.. spreads.OrderBy(spread => Place(plan => SuiteName.WithoutVariant(plan.Suite) == spread.Suite && plan.Language == spread.Language))]
                : null,
        };

        int Place(Func<SuitePlan, bool> isIt) => plans.Index().Where(item => isIt(item.Item)).Select(item => item.Index).FirstOrDefault(int.MaxValue);
    }

    // What is known of all problems says nothing of a part of them.
    private static SuiteScore WithCeiling(SuiteScore score, IReadOnlyList<SuitePlan> plans) =>
        plans.FirstOrDefault(plan => plan.Suite == score.Suite && plan.Language == score.Language) is { Unsolvable: { } unsolvable } plan && plan.Problems == score.Problems
            ? score with { Solvable = score.Problems - unsolvable }
            : score;
}
