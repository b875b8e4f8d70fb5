using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts;

/// <summary>Turns problems into prompts, in one of the suite's styles.</summary>
public sealed class PromptBuilder
{
    private readonly string _shots;

    /// <summary>A builder for the problems of one set.</summary>
    /// <param name="problems">The set; solved examples are taken from its records.</param>
    /// <param name="style">The style's name; null for the suite's default.</param>
    /// <exception cref="InvalidInputException">
    /// The suite has no such style (the message lists those it has), or its data lack a solved example.
    /// </exception>
    public PromptBuilder(ProblemSet problems, string? style)
    {
        var suite = problems.Suite;
        Style = style is null
            ? suite.Styles[0]
            : suite.Styles.FirstOrDefault(candidate => candidate.Name == style) ?? throw Wrong(
                "--prompt-style", $"{suite.Name} has no style {style}. {Suggestion.For(style, suite.Styles.Select(known => known.Name))}");
        _shots = string.Concat(Style.Shots.Select(shot => RenderShot(problems, shot)));
    }

    /// <summary>The style that prompts are made in.</summary>
    public PromptStyle Style { get; }

    /// <summary>The prompt of a problem. The same problem gives the same prompt, byte for byte.</summary>
    public Prompt Build(Problem problem) =>
        new(_shots + Style.Template.Render(problem.Fields), StopsOf(problem), Style.MaxTokens);

    private IReadOnlyList<string> StopsOf(Problem problem) => Style.StopField is { } field
        ? [.. Style.StopSequences, .. (IReadOnlyList<string>)problem.Fields[field]]
        : Style.StopSequences;

    private string RenderShot(ProblemSet problems, string taskId) => problems.Records.TryGetValue(taskId, out var record)
        ? Style.ShotTemplate!.Render(record.Fields) + Style.ShotSeparator
        : throw Wrong(problems.Path, $"The solved example {taskId} of the style {Style.Name} is not in this file.");

    private static InvalidInputException Wrong(string where, string message) => new(new Fault(where, null, null, message));
}
