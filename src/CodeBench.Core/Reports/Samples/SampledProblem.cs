namespace CodeBench.Core.Reports.Samples;

/// <summary>A problem as the page of a report knows it.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="TaskId">The problem.</param>
/// <param name="Prompt">What the model was asked.</param>
/// <param name="Frame">What its programs are made of around the code; null where the suite's data are not at hand.</param>
public sealed record SampledProblem(
    string Suite,
    string Language,
    string TaskId,
    string Prompt,
    ProgramFrame? Frame);
