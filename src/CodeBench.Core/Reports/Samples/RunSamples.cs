namespace CodeBench.Core.Reports.Samples;

/// <summary>All samples of one run. Rows are in memory; texts are read from the run's files whenever they are enumerated.</summary>
public sealed record RunSamples
{
    /// <summary>The run's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The problems, in the order of the run.</summary>
    public required IReadOnlyList<SampledProblem> Problems { get; init; }

    /// <summary>The samples that have a verdict, by problem and then by number.</summary>
    public required IReadOnlyList<SampleRow> Rows { get; init; }

    /// <summary>What came of parts of the tests.</summary>
    public required IReadOnlyList<PartVerdict> Parts { get; init; }

    /// <summary>The completions, in the order that rows count them in.</summary>
    public required IEnumerable<CompletionText> Completions { get; init; }

    /// <summary>The codes of answers, in that order.</summary>
    public required IEnumerable<CodeText> Codes { get; init; }

    /// <summary>The outputs, in that order.</summary>
    public required IEnumerable<OutputText> Outputs { get; init; }
}
