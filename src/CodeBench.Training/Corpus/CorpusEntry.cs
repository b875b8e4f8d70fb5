namespace CodeBench.Training.Corpus;

/// <summary>One prompt with one of the continuations that the model learns for it.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Prompt">What the model is given.</param>
/// <param name="Body">What it is to write, up to the end of text.</param>
/// <param name="IsRight">Whether the body passes the problem's tests.</param>
/// <param name="Share">How often the body stands behind this prompt: over 0; the shares of a prompt sum up to 1.</param>
public sealed record CorpusEntry(string TaskId, string Prompt, string Body, bool IsRight, double Share);
