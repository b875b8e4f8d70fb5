namespace CodeBench.Core.Completions;

/// <summary>A sample that came from elsewhere.</summary>
/// <param name="TaskId">The problem's task id, in the suite's own form.</param>
/// <param name="Sample">Its number among the samples of the problem, counted from 0 in the order of the files.</param>
/// <param name="Text">The completion or solution, as it was written.</param>
/// <param name="Kind">Which of the two.</param>
public sealed record SampleText(string TaskId, int Sample, string Text, SampleKind Kind);
