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

    /// <summary>The problems, in the order of the run.</summary>
    public required IReadOnlyList<ReportProblem> Problems { get; init; }

    /// <summary>For suites with a score for a part of their tests: that part against all tests.</summary>
    public IReadOnlyList<ReportParity> Parities { get; init; } = [];

    /// <summary>The samples that are shown with all their texts.</summary>
    public required IReadOnlyList<ReportSample> Samples { get; init; }

    /// <summary>How many samples more there are than are shown.</summary>
    public required int SamplesLeftOut { get; init; }
}
