using CodeBench.Core.Reports.Charts;
using CodeBench.Core.Reports.References;
using CodeBench.Core.Reports.Samples;
using CodeBench.Core.Reports.Usage;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Reports;

/// <summary>Everything that a report shows, whatever form it is written in.</summary>
public sealed record Report
{
    /// <summary>What was scored: "demo-checkpoint on starter".</summary>
    public required string Title { get; init; }

    /// <summary>What made the run: model, sampling, hashes, machine.</summary>
    public required IReadOnlyList<ReportFact> Facts { get; init; }

    /// <summary>The scores.</summary>
    public required ScoreSheet Sheet { get; init; }

    /// <summary>All samples.</summary>
    public required RunSamples Samples { get; init; }

    /// <summary>Why no whole programs are shown; null where they are.</summary>
    public string? ProgramsMissing { get; init; }

    /// <summary>For suites with a score for a part of their tests: that part against all tests.</summary>
    public IReadOnlyList<ReportParity> Parities { get; init; } = [];

    /// <summary>Published scores on the same suites and languages.</summary>
    public IReadOnlyList<PublishedTable> References { get; init; } = [];

    /// <summary>What the programs used, and which problems stand out.</summary>
    public RunUsage Usage => field ??= RunUsage.Of(Samples);

    /// <summary>A picture of the scores under prompt variants; null where there are none.</summary>
    public Chart? SpreadPicture => SpreadChart.Of(Sheet);

    /// <summary>The pictures of scores, verdicts and times.</summary>
    public IReadOnlyList<Chart> Charts => [.. PassAtChart.Of(Sheet), VerdictChart.Of(Sheet), .. Usage.Suites.Count > 0 ? [TimeChart.Of(Usage.Suites)] : Array.Empty<Chart>()];
}
