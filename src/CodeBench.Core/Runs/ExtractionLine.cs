namespace CodeBench.Core.Runs;

/// <summary>A line of extractions.jsonl: the code in a chat model's answer.</summary>
public sealed record ExtractionLine
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The problem.</summary>
    public required string TaskId { get; init; }

    /// <summary>The sample's number, counted from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The version of the language's extractor.</summary>
    public required int Extractor { get; init; }

    /// <summary>How it found the code: a word of the extractor's; "none" where it came to no end, and the answer is taken as it is.</summary>
    public required string Rule { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }
}
