using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Prompts.Variants;

namespace CodeBench.Core.Scores;

/// <summary>From the executions of suites in variants of their prompts to the spread of the scores.</summary>
public static class SpreadFinder
{
    // The same executions give the same scores.json, byte for byte.
    private const int Seed = 0;

    /// <summary>The spread of each suite and language that has executions under two variants at least, in the order in which they first appear; null where none has.</summary>
    public static IReadOnlyList<PromptSpread>? Of(IEnumerable<Execution> executions)
    {
        var all = new OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, Dictionary<string, (int Samples, int Passed)>>>();
        foreach (var execution in executions)
        {
            var (suite, variant) = Parts(execution.Suite);
            var variants = GetOrAdd(all, (suite, execution.Language));
            var problems = GetOrAdd(variants, variant);
            if (execution.Verdict != Verdict.SandboxFault)
            {
                var (samples, passed) = problems.GetValueOrDefault(execution.TaskId);
                problems[execution.TaskId] = (samples + 1, passed + (execution.Verdict == Verdict.Passed ? 1 : 0));
            }
        }

        List<PromptSpread> spreads = [.. all.Where(pair => pair.Value.Count > 1).Select(pair => SpreadOf(pair.Key.Suite, pair.Key.Language, pair.Value)).OfType<PromptSpread>()];
        return spreads.Count > 0 ? spreads : null;
    }

    // By names: the order of executions, which is that of their ends, decides nothing.
    private static PromptSpread? SpreadOf(string suite, string language, OrderedDictionary<string, Dictionary<string, (int Samples, int Passed)>> found)
    {
        var variants = found.OrderBy(pair => pair.Key != PromptVariants.Baseline).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        string[] common = [.. variants.Select(pair => pair.Value.Keys.AsEnumerable()).Aggregate((left, right) => left.Intersect(right)).Order(StringComparer.Ordinal)];
        if (common.Length == 0)
        {
            return null;
        }

        var columns = variants.Select(pair => common.Select(task => (double)pair.Value[task].Passed / pair.Value[task].Samples).ToArray()).ToList();
        var (p, byChance) = new SpreadTest(new Random(Seed)).Test([.. common.Select((_, row) => columns.Select(column => column[row]).ToArray())]);
        double[] scores = [.. columns.Select(column => column.Average())];
        return new PromptSpread
        {
            Suite = suite,
            Language = language,
            Problems = common.Length,
            Variants = [.. variants.Zip(scores, (pair, score) => new VariantScore(pair.Key, score))],
            Least = scores.Min(),
            Most = scores.Max(),
            Mean = scores.Average(),
            Spread = scores.Max() - scores.Min(),
            ByChance = byChance,
            P = p,
        };
    }

    private static (string Suite, string Variant) Parts(string name) => SuiteName.TryParse(name, out var parsed)
        ? ((parsed with { PromptVariant = null }).ToString(), parsed.PromptVariant ?? PromptVariants.Baseline)
        : (name, PromptVariants.Baseline);

    private static TValue GetOrAdd<TKey, TValue>(OrderedDictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!all.TryGetValue(key, out var value))
        {
            all.Add(key, value = new TValue());
        }

        return value;
    }
}
