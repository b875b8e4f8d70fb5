namespace CodeBench.Training.Corpus;

/// <summary>A line of wrong.jsonl: a body that looks right and fails its problem's tests.</summary>
public sealed record WrongSolution
{
    /// <summary>The problem it belongs to.</summary>
    public required string TaskId { get; init; }

    /// <summary>What is wrong about it, in a word.</summary>
    public required string Name { get; init; }

    /// <summary>The body, indented, with a newline at the end.</summary>
    public required string Completion { get; init; }
}
