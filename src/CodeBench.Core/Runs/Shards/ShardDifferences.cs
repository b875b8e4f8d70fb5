using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs.Shards;

/// <summary>Why folders are not shards of one run.</summary>
internal static class ShardDifferences
{
    /// <summary>What two shards differ in beside their problems.</summary>
    /// <param name="first">A shard.</param>
    /// <param name="other">Another one, in whose name faults are said.</param>
    public static IEnumerable<Fault> Of(RunFolder first, RunFolder other)
    {
        var file = other.PathOf(RunFolder.ManifestFile);
        foreach (var (field, there, here) in PlanDifferences.Of(Common(first.Manifest.Plan), Common(other.Manifest.Plan)))
        {
            yield return new Fault(file, null, field, $"is a shard of another run than {first.Path}: it has {here}, and {there} stands there");
        }

        if (first.Manifest.Codebench != other.Manifest.Codebench)
        {
            yield return new Fault(
                file, null, "codebench", $"was made by version {other.Manifest.Codebench}, and {first.Path} by {first.Manifest.Codebench}: make one of them anew");
        }

        foreach (var (language, digest) in other.Manifest.Images)
        {
            if (first.Manifest.Images.TryGetValue(language, out var another) && another != digest)
            {
                yield return new Fault(
                    file, null, "images", $"its programs in {language} ran in {digest}, those of {first.Path} in {another}: delete executions.jsonl of one, and execute it again");
            }
        }
    }

    /// <summary>Shards whose numbers of problems are not those that shards of one suite have.</summary>
    /// <param name="shards">All shards, in their order.</param>
    public static IEnumerable<Fault> OfShares(IReadOnlyList<RunFolder> shards) =>
        from i in Enumerable.Range(0, shards[0].Manifest.Plan.Suites.Count)
        let total = shards.Sum(shard => shard.Manifest.Plan.Suites[i].Problems)
        from item in shards.Index()
        let plan = item.Item.Manifest.Plan.Suites[i]
        let share = (total - item.Index + shards.Count - 1) / shards.Count
        where plan.Problems != share
        select new Fault(
            item.Item.PathOf(RunFolder.ManifestFile), null, "problems", $"has {plan.Problems} problems of {plan.Suite} in {plan.Language}, and its share of the {total} of all shards is {share}");

    // What depends on the problems of a shard is left out.
    private static RunPlan Common(RunPlan plan) => plan with
    {
        Shard = null,
        Suites = [.. plan.Suites.Select(suite => suite with { Problems = 0, Unsolvable = null, PromptsSha256 = "" })],
    };
}
