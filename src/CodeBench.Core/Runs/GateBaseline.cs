using CodeBench.Core.Comparisons;
using CodeBench.Core.Faults;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>What a gate finds of a run beside its baseline.</summary>
/// <remarks>What both have must be there to compare: a gate would say yes without having looked. What one alone has is said, and no fault: a quick run has some of a nightly one's suites.</remarks>
internal sealed record GateBaseline
{
    /// <summary>The differences by suite and language, and whether problem by problem.</summary>
    public required IReadOnlyDictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)> Differences { get; init; }

    /// <summary>What was not looked at, by suite and language, where that is no fault.</summary>
    public required IReadOnlyDictionary<(string Suite, string Language), string> Remarks { get; init; }

    /// <summary>What the baseline has and the run has not: suites and languages, in its order.</summary>
    public required IReadOnlyList<string> Alone { get; init; }

    /// <summary>No baseline.</summary>
    public static GateBaseline None { get; } = new()
    {
        Alone = [],
        Differences = new Dictionary<(string, string), (ScoreDifference, bool)>(),
        Remarks = new Dictionary<(string, string), string>(),
    };

    /// <summary>Compares with a run, problem by problem.</summary>
    /// <param name="run">The run.</param>
    /// <param name="counts">How its problems fared.</param>
    /// <param name="path">The baseline's folder.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static GateBaseline FromRun(
        RunFolder run, OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> counts, string path, FaultCollector faults)
    {
        using var baseline = faults.Try(() => RunFolder.OpenForReading(path));
        if (baseline is null)
        {
            return None;
        }

        var earlier = PassedSamples.Count(baseline.Executions.Read());
        faults.AddRange(Comparability.Unfinished(baseline, earlier));
        faults.Try(() => EachSampleOnce.Require(baseline.Executions, SampleKey.Of));
        Comparability.Check(baseline, run, anyway: false, faults);
        var remarks = New(counts.Keys, earlier.Keys);
        var differences = new Dictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)>();
        foreach (var (key, (pairs, leftOut)) in Comparer.Pair(earlier, counts))
        {
            if (pairs.Count > 0)
            {
                differences.Add(key, (ScoreDifference.Of(pairs), true));
            }
            else if (counts[key].Values.Any(problem => problem.Samples > 0))
            {
                // A run without any verdict is told no as it is.
                faults.Add(new Fault(baseline.Path, null, Name(key), $"no problem has a verdict both there and in {run.Path}: there is nothing to compare with"));
            }

            if (leftOut > 0)
            {
                remarks.Add(key, $"{leftOut} problems lack a verdict in it or in the baseline and are not compared");
            }
        }

        return new GateBaseline { Differences = differences, Remarks = remarks, Alone = OnlyIn(earlier.Keys, counts.Keys) };
    }

    /// <summary>Compares with scores alone: which problems they are of is not known, so each is as uncertain as if it were by itself.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sheet">Its scores.</param>
    /// <param name="path">The baseline's file.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static GateBaseline FromSheet(RunFolder run, ScoreSheet sheet, string path, FaultCollector faults)
    {
        if (faults.Try(() => ReadSheet(path)) is not { } baseline)
        {
            return None;
        }

        var (own, others) = (sheet.Scores.Select(Key).ToList(), baseline.Scores.Select(Key).ToList());
        if (!own.Intersect(others).Any())
        {
            faults.Add(new Fault(path, null, null, $"has no suite and language in common with {run.Path}"));
        }

        var differences = new Dictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)>();
        foreach (var score in sheet.Scores)
        {
            // A run without any verdict is told no as it is.
            if (baseline.Scores.FirstOrDefault(other => Key(other) == Key(score)) is not { } earlier || !score.PassAt.TryGetValue(1, out var now))
            {
                continue;
            }

            if (!earlier.PassAt.TryGetValue(1, out var before))
            {
                faults.Add(new Fault(path, null, Name(Key(score)), "has no pass@1 there: there is nothing to compare with"));
                continue;
            }

            if (earlier.Problems != score.Problems)
            {
                faults.Add(new Fault(path, null, Name(Key(score)), $"has {earlier.Problems} problems there and {score.Problems} in {run.Path}"));
            }

            differences.Add(Key(score), (new ScoreDifference(before.Value, earlier.Problems, now.Value, score.Problems, Correlation: 0), false));
        }

        return new GateBaseline { Differences = differences, Remarks = New(own, others), Alone = OnlyIn(others, own) };
    }

    private static PrintedScoreSheet ReadSheet(string path)
    {
        var sheet = JsonFile.Read<PrintedScoreSheet>(path);
        foreach (var (i, score) in sheet.Scores.Index())
        {
            // Lists and dictionaries are not asked for null.
            if (score is null || score.PassAt.Values.Any(value => value is null || value.Value is not (>= 0 and <= 1)))
            {
                throw new InvalidInputException(new Fault(path, null, $"$.scores[{i}]", "is no score: its pass_at are shares from 0 to 1"));
            }
        }

        return sheet;
    }

    /// <summary>The scores as --json prints them, with the run's folder and its exports beside.</summary>
    private sealed record PrintedScoreSheet : ScoreSheet
    {
        public string? Run { get; init; }

        public IReadOnlyList<string>? Exports { get; init; }
    }

    private static string[] OnlyIn(IEnumerable<(string Suite, string Language)> baseline, IEnumerable<(string Suite, string Language)> run) =>
        [.. baseline.Except(run).Select(key => $"{key.Suite} ({key.Language})")];

    private static Dictionary<(string Suite, string Language), string> New(
        IEnumerable<(string Suite, string Language)> run, IEnumerable<(string Suite, string Language)> baseline) =>
        run.Except(baseline).ToDictionary(key => key, _ => "the baseline does not have it");

    private static (string Suite, string Language) Key(SuiteScore score) => (score.Suite, score.Language);

    private static string Name((string Suite, string Language) key) => $"{key.Suite}:{key.Language}";
}
