namespace CodeBench.Core.Reports.Samples;

/// <summary>The code that was found in a chat model's answer.</summary>
/// <param name="Text">The code.</param>
/// <param name="Rule">How it was found.</param>
/// <param name="Program">The whole program, where the problem's frame does not make it.</param>
public sealed record CodeText(
    string Text,
    string Rule,
    string? Program);
