namespace CodeBench.Training.Corpus;

/// <summary>What the corpus needs of a line of starter.jsonl.</summary>
public sealed record StarterProblem
{
    /// <summary>"Starter/0".</summary>
    public required string TaskId { get; init; }

    /// <summary>Imports, signature and docstring, with a newline at the end.</summary>
    public required string Prompt { get; init; }

    /// <summary>The right body, indented, with a newline at the end.</summary>
    public required string CanonicalSolution { get; init; }
}
