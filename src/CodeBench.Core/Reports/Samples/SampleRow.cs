using CodeBench.Core.Languages;

namespace CodeBench.Core.Reports.Samples;

/// <summary>What came of one sample, without its texts: a run's rows are held in memory, a hundred thousand of them.</summary>
public sealed record SampleRow
{
    /// <summary>Its problem: an index into the problems.</summary>
    public required int Problem { get; init; }

    /// <summary>The sample's number, counted from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Wall time in milliseconds.</summary>
    public required int WallTime { get; init; }

    /// <summary>Processor time in milliseconds.</summary>
    public required int CpuTime { get; init; }

    /// <summary>Peak memory in bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>Which of the run's outputs is its own, counted from 0.</summary>
    public required int Output { get; init; }

    /// <summary>Which of the run's completions is its own, counted from 0; -1 where it has none.</summary>
    public int Completion { get; init; } = -1;

    /// <summary>Which of the run's extracted codes is its own, counted from 0; -1 where it was no answer.</summary>
    public int Code { get; init; } = -1;
}
