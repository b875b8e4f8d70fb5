namespace CodeBench.Core.Tests.Completions.Answers;

/// <summary>A case of fits.yaml.</summary>
internal sealed record AnswerCase
{
    public string Name { get; init; } = "";

    public string Syntax { get; init; } = "";

    public string EntryPoint { get; init; } = "";

    public string Prompt { get; init; } = "";

    public string Tests { get; init; } = "";

    public string Answer { get; init; } = "";

    public List<string> Stops { get; init; } = [];

    public string Rule { get; init; } = "";

    public string Code { get; init; } = "";
}
