using CodeBench.Core.Comparisons;
using CodeBench.Core.Faults;
using CodeBench.Core.Reports;
using CodeBench.Core.Reports.Samples;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>From two runs to a comparison: needs neither model nor container, and changes neither run.</summary>
public static class ComparisonStage
{
    /// <summary>Compares two runs.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="anyway">Whether runs whose problems, prompts or judge differ are compared all the same.</param>
    /// <exception cref="InvalidInputException">A run was cut short, they have nothing in common, or they are not comparable: everything that is so.</exception>
    public static ComparisonSheet Run(RunFolder a, RunFolder b, bool anyway)
    {
        var faults = new FaultCollector();
        faults.AddRange(Comparability.CutShort(a).Concat(Comparability.CutShort(b)));
        var differences = Comparability.Check(a, b, anyway, faults);
        faults.Try(() => EachSampleOnce.Require(a.Executions, SampleKey.Of));
        faults.Try(() => EachSampleOnce.Require(b.Executions, SampleKey.Of));
        faults.ThrowIfAny();
        var (left, right) = (PassedSamples.Count(a.Executions.Read()), PassedSamples.Count(b.Executions.Read()));
        var paired = Comparer.Pair(left, right);
        List<string> notCompared =
        [
            .. left.Keys.Except(right.Keys).Select(key => $"{key.Suite} ({key.Language}): A alone has it"),
            .. right.Keys.Except(left.Keys).Select(key => $"{key.Suite} ({key.Language}): B alone has it"),
            .. from pair in paired
               where pair.Value.Pairs.Count == 0
               select $"{pair.Key.Suite} ({pair.Key.Language}): none of its {pair.Value.LeftOut} problems has a verdict in both",
        ];
        return new ComparisonSheet
        {
            A = a.Path,
            B = b.Path,
            Differences = differences,
            NotCompared = notCompared.Count > 0 ? notCompared : null,
            Comparisons = Comparer.Compare(paired),
        };
    }

    /// <summary>Writes a page with a comparison and all samples of both runs beside each other.</summary>
    /// <param name="sheet">The comparison.</param>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="suites">The suites of each run, for its programs; empty where their data are not at hand.</param>
    /// <param name="path">The file.</param>
    public static async Task WriteHtmlAsync(ComparisonSheet sheet, RunFolder a, RunFolder b, (IReadOnlyList<SuiteRun> A, IReadOnlyList<SuiteRun> B) suites, string path)
    {
        var report = new ComparisonReport(sheet, SamplesOf(a, b, suites.A), SamplesOf(b, a, suites.B));
        await AtomicFile.WriteTextAsync(path, output => ReportWriter.Comparison().WriteAsync(report, output)).ConfigureAwait(false);
    }

    // Two runs of one model are told apart by their folders.
    private static RunSamples SamplesOf(RunFolder folder, RunFolder other, IReadOnlyList<SuiteRun> suites)
    {
        var model = RunFacts.ModelOf(folder.Manifest);
        var name = model == RunFacts.ModelOf(other.Manifest) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path)) : model;
        return new RunSampleReader(folder, new ReportedPrograms(suites)).Read(name);
    }
}
