namespace CodeBench.EndToEnd.Tests;

/// <summary>What is changed in a program before it is judged.</summary>
internal sealed record GoldReplacement
{
    /// <summary>A regular expression; ^ and $ are the borders of lines.</summary>
    public string Pattern { get; init; } = "";

    public string Replacement { get; init; } = "";
}
