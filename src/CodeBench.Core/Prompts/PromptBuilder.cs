using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Prompts.Variants;

namespace CodeBench.Core.Prompts;

/// <summary>Turns problems into prompts, in one of the suite's styles.</summary>
public sealed class PromptBuilder
{
    private readonly PromptVariant? _variant;
    private readonly string _textBefore;
    private readonly IReadOnlyList<ChatMessage> _turnsBefore;

    /// <summary>A builder for the problems of one set.</summary>
    /// <param name="problems">The set; solved examples are taken from its records.</param>
    /// <param name="style">The style's name; null for the suite's default.</param>
    /// <param name="variant">The variant that the set is in; null where it is as it is.</param>
    /// <exception cref="InvalidInputException">
    /// The suite has no such style (the message lists those it has), or its data lack a solved example.
    /// </exception>
    public PromptBuilder(ProblemSet problems, string? style, PromptVariant? variant = null)
    {
        var suite = problems.Suite;
        var plain = style is null
            ? suite.Styles[0]
            : suite.Styles.FirstOrDefault(candidate => candidate.Name == style) ?? throw Wrong(
                "--prompt-style", $"{suite.Name} has no style {style}. {Suggestion.For(style, suite.Styles.Select(known => known.Name))}");
        _variant = variant;
        Style = variant?.Change(plain) ?? plain;
        var shots = Style.Shots.Select(shot => Find(problems, shot)).ToList();
        _textBefore = Style.Chat is null ? string.Concat(shots.Select(shot => Style.ShotTemplate!.Render(shot.Fields) + Style.ShotSeparator)) : "";
        _turnsBefore = Style.Chat is { } chat ? [.. shots.SelectMany(shot => Turns(chat, shot, Style.ShotTemplate))] : [];
    }

    /// <summary>The style that prompts are made in.</summary>
    public PromptStyle Style { get; }

    /// <summary>The prompt of a problem. The same problem gives the same prompt, byte for byte.</summary>
    public Prompt Build(Problem problem)
    {
        var prompt = BuildPlain(problem);
        return _variant?.Change(prompt) ?? prompt;
    }

    private Prompt BuildPlain(Problem problem) => new()
    {
        Text = Style.Template is { } template ? _textBefore + template.Render(problem.Fields) : null,
        Messages = Style.Chat is { } chat ? [.. Instructions(chat, problem), .. _turnsBefore, .. Turns(chat, problem, chat.Assistant)] : null,
        StopSequences = StopsOf(problem),
        MaxTokens = Style.MaxTokens,
    };

    private IReadOnlyList<string> StopsOf(Problem problem) => Style.StopField is { } field
        ? [.. Style.StopSequences, .. (IReadOnlyList<string>)problem.Fields[field]]
        : Style.StopSequences;

    private static IEnumerable<ChatMessage> Instructions(ChatStyle chat, Problem problem) =>
        chat.System is { } system ? [new ChatMessage(ChatMessage.System, system.Render(problem.Fields))] : [];

    private static IEnumerable<ChatMessage> Turns(ChatStyle chat, Problem problem, TextTemplate? answer)
    {
        yield return new ChatMessage(ChatMessage.User, chat.User.Render(problem.Fields));
        if (answer is not null)
        {
            yield return new ChatMessage(ChatMessage.Assistant, answer.Render(problem.Fields));
        }
    }

    private Problem Find(ProblemSet problems, string taskId) => problems.Records.TryGetValue(taskId, out var record)
        ? record
        : throw Wrong(problems.Path, $"The solved example {taskId} of the style {Style.Name} is not in this file.");

    private static InvalidInputException Wrong(string where, string message) => new(new Fault(where, null, null, message));
}
