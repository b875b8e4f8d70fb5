using System.Text.Json.Serialization;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Runs;

/// <summary>One suite in one language, as a run asks it.</summary>
public sealed record SuitePlan
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The prompt style.</summary>
    public required string PromptStyle { get; init; }

    /// <summary>How many problems are asked.</summary>
    public required int Problems { get; init; }

    /// <summary>How many of these no right solution can pass, as the suite's data say; null where none.</summary>
    public int? Unsolvable { get; init; }

    /// <summary>SHA-256 of the problems' file, uncompressed.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>SHA-256 of all prompts, in order, of chats what is said in them: the same hash means that the model was asked the same.</summary>
    public required string PromptsSha256 { get; init; }

    /// <summary>The limits of each step of its programs, in their order, without what the user sets in their place; null in a run of before they were written down.</summary>
    public IReadOnlyList<StepPlan>? Limits { get; init; }

    /// <summary>How long inputs may take, where the tests are inputs; null where they are not, and in a run of before it was written down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InputLimits? InputLimits { get; init; }

    /// <summary>Equal by all that it says, its limits one by one; where one side has none these are not compared.</summary>
    public bool Equals(SuitePlan? other) =>
        other is not null && Facts == other.Facts && HasLimitsOf(other);

    /// <summary>Whether limits are the same, one by one; where one side has none they are not compared.</summary>
    internal bool HasLimitsOf(SuitePlan other) =>
        (Limits is null || other.Limits is null || Limits.SequenceEqual(other.Limits))
        && (InputLimits is null || other.InputLimits is null || InputLimits == other.InputLimits);

    /// <summary>What programs and their inputs may use, in words.</summary>
    internal string LimitsText() => string.Join("; ", (Limits ?? []).Select(step => $"{step}").Concat(InputLimits is null ? [] : [$"{InputLimits}"]));

    /// <inheritdoc/>
    public override int GetHashCode() => Facts.GetHashCode();

    private (string, string, string, int, int?, string, string) Facts => (Suite, Language, PromptStyle, Problems, Unsolvable, DataSha256, PromptsSha256);
}
