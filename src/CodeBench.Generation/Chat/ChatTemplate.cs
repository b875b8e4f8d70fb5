using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat.Jinja;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat;

/// <summary>The template by which a checkpoint makes a text of a chat.</summary>
public sealed class ChatTemplate
{
    private readonly TemplatePlace _place;
    private readonly JinjaTemplate _template;
    private readonly IReadOnlyDictionary<string, object?> _tokens;

    private ChatTemplate(TemplatePlace place, JinjaTemplate template, IReadOnlyDictionary<string, object?> tokens) =>
        (_place, _template, _tokens) = (place, template, tokens);

    /// <summary>Where it was read from.</summary>
    public TemplatePlace Place => _place;

    /// <summary>Reads a template.</summary>
    /// <param name="source">Its text, in Jinja.</param>
    /// <param name="place">Where it was read from, for messages.</param>
    /// <param name="tokens">The names of the checkpoint's special tokens, such as bos_token, and their texts.</param>
    /// <exception cref="InvalidInputException">It is wrong, or has something that is not known: the line is named.</exception>
    public static ChatTemplate Parse(string source, TemplatePlace place, IReadOnlyDictionary<string, string> tokens)
    {
        try
        {
            var values = tokens.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
            return new ChatTemplate(place, JinjaTemplate.Parse(source), values);
        }
        catch (JinjaException exception)
        {
            throw new InvalidInputException(place.Fault(exception.Line, exception.Message));
        }
    }

    /// <summary>The text of a chat.</summary>
    /// <param name="messages">The turns, at least one.</param>
    /// <param name="end">How the text ends.</param>
    /// <param name="now">What a template that asks for the date is told.</param>
    /// <exception cref="InvalidInputException">The template refuses the chat, or has something that is not known: the line is named.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, ChatEnd end, DateTimeOffset now)
    {
        if (end != ChatEnd.WithinLastTurn)
        {
            return Render(messages, addsPrompt: end == ChatEnd.AssistantsTurn, now);
        }

        // Templates take white space off the ends of turns: a word behind the last one keeps it, and shows where the turn ends.
        var mark = MarkFor(messages);
        var marked = messages.SkipLast(1).Append(messages[^1] with { Content = messages[^1].Content + mark }).ToList();
        var text = Render(marked, addsPrompt: false, now);
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at >= 0 && at == text.LastIndexOf(mark, StringComparison.Ordinal)
            ? text[..at]
            : throw new InvalidInputException(_place.Fault(null, at < 0
                ? "The template leaves the end of the last turn out, so that turn cannot be continued."
                : "The template repeats the last turn, so it is not clear where it is to be continued."));
    }

    private static string MarkFor(IReadOnlyList<ChatMessage> messages)
    {
        var mark = "EndOfTheTurn";
        while (messages.Any(message => message.Content.Contains(mark, StringComparison.Ordinal)))
        {
            mark += "X";
        }

        return mark;
    }

    private string Render(IReadOnlyList<ChatMessage> messages, bool addsPrompt, DateTimeOffset now)
    {
        var values = new Dictionary<string, object?>(_tokens, StringComparer.Ordinal)
        {
            ["messages"] = SequenceValue.List(messages.Select(ValueOf)),
            ["tools"] = null,
            ["documents"] = null,
            ["add_generation_prompt"] = addsPrompt,
        };
        try
        {
            return _template.Render(values, now);
        }
        catch (JinjaException exception)
        {
            throw new InvalidInputException(_place.Fault(exception.Line, exception.Message));
        }
    }

    private static MappingValue ValueOf(ChatMessage message)
    {
        var value = new MappingValue();
        value.Set("role", message.Role);
        value.Set("content", message.Content);
        return value;
    }
}
