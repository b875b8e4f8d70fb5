using CodeBench.Core.Comparisons;
using CodeBench.Core.Faults;
using CodeBench.Core.Reports;
using CodeBench.Core.Reports.Samples;

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
        ScoringStage.RequireEachOnce(a);
        ScoringStage.RequireEachOnce(b);
        var faults = new FaultCollector();
        faults.AddRange(Comparability.CutShort(a).Concat(Comparability.CutShort(b)));
        var differences = Comparability.Check(a, b, anyway, faults);
        faults.ThrowIfAny();
        return new ComparisonSheet
        {
            A = a.Path,
            B = b.Path,
            Differences = differences,
            Comparisons = Comparer.Compare(a.Executions.Read(), b.Executions.Read()),
        };
    }

    /// <summary>Writes a page with a comparison and all samples of both runs beside each other.</summary>
    /// <param name="sheet">The comparison.</param>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="suites">The suites of both, for the programs; empty where their data are not at hand.</param>
    /// <param name="path">The file.</param>
    public static async Task WriteHtmlAsync(ComparisonSheet sheet, RunFolder a, RunFolder b, IReadOnlyList<SuiteRun> suites, string path)
    {
        var report = new ComparisonReport(sheet, SamplesOf(a, b, suites), SamplesOf(b, a, suites));
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
