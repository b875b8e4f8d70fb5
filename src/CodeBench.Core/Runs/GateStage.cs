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
        var faults = new FaultCollector();
        EachSampleOnce.Require(run.Executions, SampleKey.Of);
        var sheet = Scorer.Score(run.Executions.Read());
        var counts = PassedSamples.Count(run.Executions.Read());
        faults.AddRange(Comparability.Unfinished(run, counts));
        faults.AddRange(rules.Floors.Where(floor => !sheet.Scores.Any(floor.IsOf)).Select(floor =>
            new Fault(FloorOption, null, null, $"the run has no {Name(floor.Suite, floor.Language)}; it has {string.Join(", ", sheet.Scores.Select(score => Name(score.Suite, score.Language)))}")));
        var beside = baseline is null ? GateBaseline.None
            : Directory.Exists(baseline) ? GateBaseline.FromRun(run, counts, baseline, faults) : GateBaseline.FromSheet(run, sheet, baseline, faults);
        faults.ThrowIfAny();
        IReadOnlyList<GateRow> rows =
            [.. Gatekeeper.Decide(sheet, beside.Differences, rules).Select(row => row with { Remark = beside.Remarks.GetValueOrDefault((row.Suite, row.Language)) })];
        return new GateSheet
        {
            Run = run.Path,
            Baseline = baseline is null ? null : Path.GetFullPath(baseline),
            MaxDrop = rules.MaxDrop,
            Alpha = rules.Alpha,
            Passed = rows.All(row => row.Reasons.Count == 0),
            Why = Gatekeeper.Why(rows) + string.Concat(beside.Alone.Select(name => $"; {name} is in the baseline alone")),
            Rows = rows,
        };
    }

    private static string Name(string suite, string? language) => language is null ? suite : $"{suite}:{language}";
}
