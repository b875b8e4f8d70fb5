using System.Text.Json.Serialization;

namespace CodeBench.Core.Gates;

/// <summary>One suite in one language before the gate.</summary>
public sealed record GateRow
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>pass@1, a share from 0 to 1; null where no problem has a verdict.</summary>
    public required double? Score { get; init; }

    /// <summary>How many of its executions are sandbox faults: one is enough for a no.</summary>
    public required int Faults { get; init; }

    /// <summary>Beside its floor; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FloorCheck? Floor { get; init; }

    /// <summary>Beside the baseline; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DropCheck? Drop { get; init; }

    /// <summary>What was not looked at beside the baseline, and is no reason to say no; null, and not written, where that is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remark { get; init; }

    /// <summary>Why the gate says no; empty where it does not.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
