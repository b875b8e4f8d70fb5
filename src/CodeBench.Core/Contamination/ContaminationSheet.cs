using CodeBench.Core.Faults;

namespace CodeBench.Core.Contamination;

/// <summary>The document that `contamination --json` prints.</summary>
public sealed record ContaminationSheet
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = FileSchema.Current;

    /// <summary>How many tokens in a row are looked for.</summary>
    public int GramLength { get; init; } = Gram.Length;

    /// <summary>The method of intervals and p-values.</summary>
    public string Method { get; init; } = GainSweep.Method;

    /// <summary>The run's folder; null where no scores were asked for.</summary>
    public string? Run { get; init; }

    /// <summary>How many files the corpus has.</summary>
    public required int Files { get; init; }

    /// <summary>How many documents.</summary>
    public required long Documents { get; init; }

    /// <summary>How many tokens.</summary>
    public required long Tokens { get; init; }

    /// <summary>The suites and languages, in the order of the command line.</summary>
    public required IReadOnlyList<SuiteContamination> Suites { get; init; }
}
