namespace CodeBench.Core.Prompts;

/// <summary>What a model is asked to continue, and where it is to stop.</summary>
/// <param name="Text">The text, byte for byte.</param>
/// <param name="StopSequences">A completion ends where one of these would begin.</param>
/// <param name="MaxTokens">The most tokens of a completion, 1 or more, where the user does not say otherwise.</param>
public sealed record Prompt(string Text, IReadOnlyList<string> StopSequences, int MaxTokens);
