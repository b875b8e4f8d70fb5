using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs.Shards;

/// <summary>Whether shards have all their completions and executions; or, where none of them has begun to execute, all their completions.</summary>
internal static class ShardCompleteness
{
    /// <summary>What is missing, with the command that makes it.</summary>
    /// <param name="shards">The shards, in their order.</param>
    /// <param name="completions">Their completions.</param>
    /// <param name="executions">Their executions.</param>
    /// <param name="faulty">Which of these are sandbox faults: they have no lines for parts of their tests.</param>
    public static IEnumerable<Fault> Check(IReadOnlyList<RunFolder> shards, ShardLines completions, ShardLines executions, IReadOnlySet<(int Shard, int Line)> faulty)
    {
        var written = completions.Lines.CountBy(line => line.Shard).ToDictionary();
        var judged = executions.Lines.CountBy(line => (line.Shard, line.Suite, line.Part)).ToDictionary();
        var unjudged = executions.Lines.Where(line => faulty.Contains((line.Shard, line.Place.Number))).CountBy(line => (line.Shard, line.Suite)).ToDictionary();
        foreach (var (shard, folder) in shards.Index())
        {
            var plan = folder.Manifest.Plan;
            var count = written.GetValueOrDefault(shard);
            var wanted = plan.Sampling is { } sampling ? plan.Suites.Sum(suite => suite.Problems) * sampling.Samples : count;
            if (count < wanted || !folder.Completions.Exists)
            {
                yield return new Fault(folder.Completions.Path, null, null, $"has {count} of {wanted} completions: {ShardSet.BeginAgain(folder)}");
                continue;
            }

            if (executions.Lines.Count == 0)
            {
                continue;
            }

            var verdicts = Enumerable.Range(0, plan.Suites.Count).Sum(suite => judged.GetValueOrDefault((shard, suite, "")));
            var torn = judged.Keys.Where(key => key.Part.Length > 0).Select(key => (key.Suite, key.Part)).Distinct()
                .Any(part => judged.GetValueOrDefault((shard, part.Suite, part.Part)) < judged.GetValueOrDefault((shard, part.Suite, "")) - unjudged.GetValueOrDefault((shard, part.Suite)));
            if (verdicts < count || torn)
            {
                yield return new Fault(
                    folder.Executions.Path, null, null,
                    $"{(verdicts < count ? $"has the verdicts of {verdicts} of {count} samples" : "lacks verdicts of a part of the tests")}: 'codebench execute {folder.Path}' goes on");
            }
            else if (verdicts > count)
            {
                yield return new Fault(folder.Executions.Path, null, null, $"has the verdicts of {verdicts} samples, and there are {count}: it is damaged");
            }
        }
    }
}
