namespace CodeBench.Core.Reports;

/// <summary>One sample with all its texts.</summary>
public sealed record ReportSample
{
    /// <summary>The suite.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The problem.</summary>
    public required string TaskId { get; init; }

    /// <summary>The sample's number, counted from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The verdict's word.</summary>
    public required string Verdict { get; init; }

    /// <summary>What the model was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>What was judged.</summary>
    public required string Completion { get; init; }

    /// <summary>The answer that the code was taken out of; empty where the sample was no answer.</summary>
    public string Answer { get; init; } = "";

    /// <summary>What the program wrote to standard output.</summary>
    public required string Stdout { get; init; }

    /// <summary>What the program wrote to standard error.</summary>
    public required string Stderr { get; init; }

    /// <summary>The single tests; null where they are not counted.</summary>
    public ReportTests? Tests { get; init; }

    /// <summary>Its wall time, for people: "12 ms".</summary>
    public required string WallTime { get; init; }
}
