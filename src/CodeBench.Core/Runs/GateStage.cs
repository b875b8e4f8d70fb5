using CodeBench.Core.Comparisons;
using CodeBench.Core.Faults;
using CodeBench.Core.Gates;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>A run before a gate: needs neither model nor container, and changes nothing.</summary>
public static class GateStage
{
    private const string FloorOption = "--min";

    /// <summary>Lets the gate decide.</summary>
    /// <param name="run">The run.</param>
    /// <param name="baseline">A run folder or a scores.json; null where there is none.</param>
    /// <param name="rules">What is asked.</param>
    /// <exception cref="InvalidInputException">The run was cut short, a floor is of nothing that it has, or the baseline is not comparable: everything that is so.</exception>
    public static GateSheet Run(RunFolder run, string? baseline, GateRules rules)
    {
        ScoringStage.RequireEachOnce(run);
        var faults = new FaultCollector();
        var sheet = Scorer.Score(run.Executions.Read());
        faults.AddRange(Comparability.CutShort(run));
        faults.AddRange(Lacking(run));
        faults.AddRange(rules.Floors.Where(floor => !sheet.Scores.Any(floor.IsOf)).Select(floor =>
            new Fault(FloorOption, null, null, $"the run has no {Name(floor.Suite, floor.Language)}; it has {string.Join(", ", sheet.Scores.Select(score => Name(score.Suite, score.Language)))}")));
        var remarks = new List<string>();
        var differences = baseline is null ? [] : Directory.Exists(baseline) ? FromRun(run, baseline, remarks, faults) : FromSheet(run, sheet, baseline, remarks, faults);
        faults.ThrowIfAny();
        var rows = Gatekeeper.Decide(sheet, differences, rules);
        return new GateSheet
        {
            Run = run.Path,
            Baseline = baseline is null ? null : Path.GetFullPath(baseline),
            MaxDrop = rules.MaxDrop,
            Alpha = rules.Alpha,
            Passed = rows.All(row => row.Reasons.Count == 0),
            Why = string.Join("; ", [Gatekeeper.Why(rows), .. remarks]),
            Rows = rows,
        };
    }

    // Problem by problem.
    private static Dictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)> FromRun(
        RunFolder run, string path, List<string> remarks, FaultCollector faults)
    {
        using var baseline = faults.Try(() => RunFolder.OpenForReading(path));
        if (baseline is null)
        {
            return [];
        }

        ScoringStage.RequireEachOnce(baseline);
        faults.AddRange(Comparability.CutShort(baseline));
        Comparability.Check(baseline, run, anyway: false, faults);
        var pairs = Comparer.Pair(baseline.Executions.Read(), run.Executions.Read());
        var (earlier, now) = (KeysOf(baseline.Manifest), KeysOf(run.Manifest));
        faults.AddRange(earlier.Intersect(now).Where(key => !pairs.ContainsKey(key)).Select(key =>
            new Fault(run.Path, null, Name(key.Suite, key.Language), $"has no problem with a verdict both here and in {path}")));
        remarks.AddRange(RemarksOn(earlier, now));
        return pairs.ToDictionary(pair => pair.Key, pair => (ScoreDifference.Of(pair.Value.Pairs), true));
    }

    // Scores alone: which problems they are of is not known, so each is as uncertain as if it were by itself.
    private static Dictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)> FromSheet(
        RunFolder run, ScoreSheet sheet, string path, List<string> remarks, FaultCollector faults)
    {
        if (faults.Try(() => JsonFile.Read<ScoreSheet>(path)) is not { } baseline)
        {
            return [];
        }

        var differences = new Dictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)>();
        foreach (var score in sheet.Scores)
        {
            var earlier = baseline.Scores.FirstOrDefault(other => other.Suite == score.Suite && other.Language == score.Language);
            if (earlier is null || !earlier.PassAt.TryGetValue(1, out var before) || !score.PassAt.TryGetValue(1, out var now))
            {
                continue;
            }

            if (earlier.Problems != score.Problems)
            {
                faults.Add(new Fault(path, null, Name(score.Suite, score.Language), $"has {earlier.Problems} problems there and {score.Problems} in {run.Path}"));
            }

            differences.Add((score.Suite, score.Language), (new ScoreDifference(before.Value, earlier.Problems, now.Value, score.Problems, Correlation: 0), false));
        }

        if (differences.Count == 0)
        {
            faults.Add(new Fault(path, null, null, $"has no suite and language in common with {run.Path}"));
        }

        remarks.AddRange(RemarksOn([.. baseline.Scores.Where(score => score.PassAt.ContainsKey(1)).Select(score => (score.Suite, score.Language))], [.. sheet.Scores.Select(score => (score.Suite, score.Language))]));
        return differences;
    }

    private static HashSet<(string Suite, string Language)> KeysOf(RunManifest run) => [.. run.Plan.Suites.Select(plan => (plan.Suite, plan.Language))];

    // What was not looked at for a drop is no fault, for a suite may be new, or wanted no more; but nobody may take it for compared.
    private static IEnumerable<string> RemarksOn(HashSet<(string Suite, string Language)> earlier, HashSet<(string Suite, string Language)> now) =>
    [
        .. earlier.Except(now).Select(key => $"{key.Suite} ({key.Language}) is in the baseline alone"),
        .. now.Except(earlier).Select(key => $"{key.Suite} ({key.Language}) is not in the baseline"),
    ];

    // Samples of others may be of some problems only, and the problems that have none may be those that would have failed.
    private static IEnumerable<Fault> Lacking(RunFolder run)
    {
        var seen = run.Executions.Read().GroupBy(execution => (execution.Suite, execution.Language))
            .ToDictionary(group => group.Key, group => group.Select(execution => execution.TaskId).Distinct().Count());
        return from plan in run.Manifest.Plan.Suites
               let problems = seen.GetValueOrDefault((plan.Suite, plan.Language))
               where problems > 0 && problems < plan.Problems
               select new Fault(run.Executions.Path, null, Name(plan.Suite, plan.Language), $"only {problems} of {plan.Problems} problems have samples: a gate needs all of them");
    }

    private static string Name(string suite, string? language) => language is null ? suite : $"{suite}:{language}";
}
