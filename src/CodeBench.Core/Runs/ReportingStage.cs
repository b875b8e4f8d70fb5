using CodeBench.Core.Problems;
using CodeBench.Core.Reports;
using CodeBench.Core.Reports.References;

namespace CodeBench.Core.Runs;

/// <summary>From a scored run to its reports: report.html and report.md.</summary>
/// <param name="references">Published scores that may be put beside.</param>
public sealed class ReportingStage(ReferenceLibrary references)
{
    /// <summary>Writes both reports.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suites">Its suites, for the programs; empty where their data are not at hand.</param>
    /// <param name="missing">Why they are not; null where they are.</param>
    /// <exception cref="Faults.InvalidInputException">The run has no scores yet, or a file of it is damaged.</exception>
    public async Task RunAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, string? missing)
    {
        var report = Make(folder, suites) with { ProgramsMissing = missing };
        await AtomicFile.WriteTextAsync(folder.PathOf("report.html"), output => ReportWriter.Html().WriteAsync(report, output)).ConfigureAwait(false);
        await AtomicFile.WriteTextAsync(folder.PathOf("report.md"), output => ReportWriter.Markdown().WriteAsync(report, output)).ConfigureAwait(false);
    }

    private Report Make(RunFolder folder, IReadOnlyList<SuiteRun> suites)
    {
        var sheet = ScoringStage.Read(folder);
        var name = RunFacts.ModelOf(folder.Manifest);
        return new Report
        {
            Title = $"{name} on {string.Join(", ", folder.Manifest.Plan.Suites.Select(suite => SuiteName.WithoutVariant(suite.Suite)).Distinct())}",
            Facts = RunFacts.Of(folder.Manifest),
            Sheet = sheet,
            Samples = new RunSampleReader(folder, new ReportedPrograms(suites)).Read(name),
            Parities = ParityCounts.Of(folder, sheet),
            References = references.TablesFor(sheet),
        };
    }
}
