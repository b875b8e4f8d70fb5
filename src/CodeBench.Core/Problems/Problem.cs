namespace CodeBench.Core.Problems;

/// <summary>A task, in one language, with all that its record says.</summary>
public sealed record Problem
{
    /// <summary>The suite, with its version where that is not the default: as it stands in files.</summary>
    public required string Suite { get; init; }

    /// <summary>The language that it is to be solved in.</summary>
    public required string Language { get; init; }

    /// <summary>Its name within the suite: "HumanEval/0", "MBPP/11".</summary>
    public required string TaskId { get; init; }

    /// <summary>The name that a solution must define; null where the suite does not say.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>The reference solution, as a completion; null where the suite has none.</summary>
    public string? Reference { get; init; }

    /// <summary>Why no right solution can pass it, for people; null where one can.</summary>
    public string? Unsolvable { get; init; }

    /// <summary>The record's fields by their names in templates: strings, whole numbers (long), lists of strings.</summary>
    public required IReadOnlyDictionary<string, object> Fields { get; init; }
}
