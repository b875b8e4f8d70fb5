using CodeBench.Core.Executions;
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
        var counted = PassedSamples.Count(executions)
            .Select(pair => (Name: Parts(pair.Key.Suite), pair.Key.Language, Problems: pair.Value))
            .GroupBy(item => (item.Name.Suite, item.Language), item => (item.Name.Variant, item.Problems));
        List<PromptSpread> spreads = [.. counted.Select(group => SpreadOf(group.Key.Suite, group.Key.Language, [.. group])).OfType<PromptSpread>()];
        var adjusted = HolmAdjustment.Adjust(spreads.ConvertAll(spread => spread.P));
        return spreads.Count > 0 ? [.. spreads.Zip(adjusted, (spread, p) => spread with { PHolm = p })] : null;
    }

    // By names: the order of executions, which is that of their ends, decides nothing.
    private static PromptSpread? SpreadOf(string suite, string language, IReadOnlyList<(string Variant, OrderedDictionary<string, PassedSamples> Problems)> found)
    {
        var variants = found.OrderBy(item => item.Variant != PromptVariants.Baseline).ThenBy(item => item.Variant, StringComparer.Ordinal).ToList();
        var judged = variants.Select(item => item.Problems.Where(problem => problem.Value.Samples > 0).Select(problem => problem.Key));
        string[] common = [.. judged.Aggregate((left, right) => left.Intersect(right)).Order(StringComparer.Ordinal)];
        if (variants.Count < 2 || common.Length == 0)
        {
            return null;
        }

        var columns = variants.ConvertAll(item => common.Select(task => item.Problems[task].Share()).ToArray());
        var (p, byChance) = new SpreadTest(new Random(Seed)).Test([.. common.Select((_, row) => columns.Select(column => column[row]).ToArray())]);
        double[] scores = [.. columns.Select(column => column.Average())];
        return new PromptSpread
        {
            Suite = suite,
            Language = language,
            Problems = common.Length,
            Variants = [.. variants.Zip(scores, (item, score) => new VariantScore(item.Variant, score))],
            Least = scores.Min(),
            Most = scores.Max(),
            Mean = scores.Average(),
            Spread = scores.Max() - scores.Min(),
            ByChance = byChance,
            P = p,
            PHolm = p,
        };
    }

    private static (string Suite, string Variant) Parts(string name) => SuiteName.TryParse(name, out var parsed)
        ? ((parsed with { PromptVariant = null }).ToString(), parsed.PromptVariant ?? PromptVariants.Baseline)
        : (name, PromptVariants.Baseline);
}
