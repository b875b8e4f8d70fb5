using CodeBench.Core.Faults;

namespace CodeBench.Core.Gates;

/// <summary>What a gate says: the document that `gate --json` prints.</summary>
public sealed record GateSheet
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = FileSchema.Current;

    /// <summary>The run's folder.</summary>
    public required string Run { get; init; }

    /// <summary>The baseline's folder or file; null where there is none.</summary>
    public required string? Baseline { get; init; }

    /// <summary>The drop that is allowed, a share.</summary>
    public required double MaxDrop { get; init; }

    /// <summary>The level of the test for a drop.</summary>
    public required double Alpha { get; init; }

    /// <summary>Whether the gate says yes.</summary>
    public required bool Passed { get; init; }

    /// <summary>The answer and its reason in one line.</summary>
    public required string Why { get; init; }

    /// <summary>The suites and languages of the run.</summary>
    public required IReadOnlyList<GateRow> Rows { get; init; }
}
