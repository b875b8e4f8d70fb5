using CodeBench.Core.Faults;

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

        if (left.Images.GetValueOrDefault(a.Language) is { } one && right.Images.GetValueOrDefault(a.Language) is { } other && one != other)
        {
            yield return $"the programs of {name} ran in other images";
        }

        var (first, second) = (ExtractorOf(left, a.Language), ExtractorOf(right, a.Language));
        if (first is null != second is null)
        {
            yield return $"code was taken out of the answers of {name} {(first is null ? "here" : "there")} alone";
        }
        else if (first != second)
        {
            yield return $"code was taken from the answers of {name} by other rules (versions {first} and {second})";
        }
    }

    private static int? ExtractorOf(RunManifest run, string language) =>
        run.Plan.Extractors is { } versions && versions.TryGetValue(language, out var version) ? version : null;

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
