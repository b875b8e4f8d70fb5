using CodeBench.Core.Faults;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>Whether two runs asked and judged the same.</summary>
internal static class Comparability
{
    /// <summary>Looks for everything that makes a comparison of two runs mean nothing.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run, in whose name faults are said.</param>
    /// <param name="anyway">Whether it is no fault that problems, prompts or judge differ.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>How problems, prompts and judge differ.</returns>
    public static IReadOnlyList<string> Check(RunFolder a, RunFolder b, bool anyway, FaultCollector faults)
    {
        var common = a.Manifest.Plan.Suites.Select(plan => (A: plan, B: Find(b, plan))).Where(pair => pair.B is not null).ToList();
        if (common.Count == 0)
        {
            faults.Add(new Fault(b.Path, null, null, $"has no suite and language in common with {a.Path}"));
        }

        List<string> differences = [.. common.SelectMany(pair => DifferencesOf(pair.A, pair.B!, a.Manifest, b.Manifest)), .. DifferencesOf(a.Manifest.Plan, b.Manifest.Plan)];
        if (!anyway)
        {
            faults.AddRange(differences.Select(difference => new Fault(b.Path, null, null, $"cannot be compared with {a.Path}: {difference}")));
        }

        return differences;
    }

    private static SuitePlan? Find(RunFolder run, SuitePlan plan) =>
        run.Manifest.Plan.Suites.FirstOrDefault(other => other.Suite == plan.Suite && other.Language == plan.Language);

    /// <summary>What is wrong with a run that was cut short: one that lacks verdicts lacks those of slow programs first, so its score is not what it will be.</summary>
    public static IEnumerable<Fault> CutShort(RunFolder run)
    {
        var plan = run.Manifest.Plan;
        var suites = plan.Suites.Select(suite => suite.Suite).ToHashSet();
        var wanted = plan.Sampling is { } sampling ? plan.Suites.Sum(suite => suite.Problems) * sampling.Samples : run.Completions.Read().Count();
        var executed = run.Executions.Read().Count(execution => suites.Contains(execution.Suite));
        if (executed == 0 || executed < wanted)
        {
            yield return new Fault(run.Executions.Path, null, null, $"only {executed} of {wanted} samples have a verdict: finish the run first");
        }
    }

    /// <summary>What is wrong with a run that was cut short, or has samples of fewer problems than its suites have, as samples from elsewhere may be: its score is one of these alone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="counts">How its problems fared; those with nothing but sandbox faults are there.</param>
    public static IReadOnlyList<Fault> Unfinished(RunFolder run, OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> counts) =>
        CutShort(run).ToList() is { Count: > 0 } cut ? cut : [.. Incomplete(run, counts)];

    private static IEnumerable<Fault> Incomplete(RunFolder run, OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> counts) =>
        from plan in run.Manifest.Plan.Suites
        let executed = counts.GetValueOrDefault((plan.Suite, plan.Language))?.Count ?? 0
        where executed < plan.Problems
        select new Fault(run.Executions.Path, null, $"{plan.Suite}:{plan.Language}", $"has samples of {executed} of {plan.Problems} problems: a score of these alone is not the suite's");

    private static IEnumerable<string> DifferencesOf(SuitePlan a, SuitePlan b, RunManifest left, RunManifest right)
    {
        var name = $"{a.Suite} ({a.Language})";
        if (a.DataSha256 != b.DataSha256)
        {
            yield return $"the problems of {name} come from other data";
        }
        else if (a.PromptsSha256 != b.PromptsSha256)
        {
            // Also where only some of the problems were asked.
            yield return a.Problems == b.Problems ? $"the prompts of {name} differ ({a.PromptStyle} and {b.PromptStyle})" : $"{name} has {a.Problems} problems there and {b.Problems} here";
        }

        if (!a.HasLimitsOf(b))
        {
            yield return $"the limits of {name} differ ({a.LimitsText()} and {b.LimitsText()})";
        }

        if (left.Images.GetValueOrDefault(a.Language) is { } one && right.Images.GetValueOrDefault(a.Language) is { } other && one != other)
        {
            yield return $"the programs of {name} ran in other images";
        }

        var (first, second) = (Extractor(left, a.Language), Extractor(right, a.Language));
        if (first != second)
        {
            yield return first is null || second is null
                ? $"samples of {name} were judged {Extraction(first)} there and {Extraction(second)} here"
                : $"code was taken from the answers of {name} by other rules (versions {first} and {second})";
        }
    }

    // Not to be had by GetValueOrDefault, which makes a version 0 of what is not there.
    private static int? Extractor(RunManifest run, string language) => run.Plan.Extractors?.TryGetValue(language, out var version) == true ? version : null;

    private static string Extraction(int? version) => version is { } number ? $"with extraction (version {number})" : "without extraction";

    private static IEnumerable<string> DifferencesOf(RunPlan a, RunPlan b)
    {
        if (a.Timeout != b.Timeout)
        {
            yield return $"--timeout was {Of(a.Timeout)} there and {Of(b.Timeout)} here";
        }

        if (a.Memory != b.Memory)
        {
            yield return $"--memory was {Of(a.Memory)} there and {Of(b.Memory)} here";
        }

        if (a.Control != b.Control)
        {
            yield return "only one of them was made with --control";
        }

        static string Of(object? value) => value is TimeSpan time ? $"{time.TotalSeconds} s" : value?.ToString() ?? "not given";
    }
}
