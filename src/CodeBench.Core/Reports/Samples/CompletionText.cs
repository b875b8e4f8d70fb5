namespace CodeBench.Core.Reports.Samples;

/// <summary>The texts of a completion.</summary>
/// <param name="Text">What was judged.</param>
/// <param name="Raw">What the model wrote, where that is something else.</param>
/// <param name="Program">The whole program, where the problem's frame does not make it.</param>
/// <param name="Tokens">How many tokens the model wrote.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="Answer">True where it is an answer, and no code by itself; else null.</param>
public sealed record CompletionText(
    string Text,
    string? Raw,
    string? Program,
    int? Tokens,
    string? Finish,
    bool? Answer);
