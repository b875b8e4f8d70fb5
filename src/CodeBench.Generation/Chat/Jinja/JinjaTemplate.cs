using CodeBench.Generation.Chat.Jinja.Functions;
using CodeBench.Generation.Chat.Jinja.Parsing;
using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja;

/// <summary>
/// A template in Jinja, as chat templates are written, rendered by the rules that Hugging Face's transformers sets: trim_blocks, lstrip_blocks,
/// break and continue, generation blocks, and no HTML. What is not known is refused by name.
/// </summary>
internal sealed class JinjaTemplate
{
    private const int LongestSource = 1 << 20;

    private readonly IReadOnlyList<Statement> _body;

    private JinjaTemplate(IReadOnlyList<Statement> body) => _body = body;

    /// <summary>Reads a template.</summary>
    /// <exception cref="JinjaException">It is wrong, or has a tag that is not known.</exception>
    public static JinjaTemplate Parse(string source) => source.Length <= LongestSource
        ? new JinjaTemplate(TemplateParser.Read(source))
        : throw new JinjaException($"the template is longer than {LongestSource} characters");

    /// <summary>The text with the values put in.</summary>
    /// <param name="values">Values by name: null, bool, long, double, string, sequences and mappings of these.</param>
    /// <param name="now">What a template that asks for the date is told.</param>
    /// <exception cref="JinjaException">The template refuses the values, is wrong, or does too much.</exception>
    public string Render(IReadOnlyDictionary<string, object?> values, DateTimeOffset now)
    {
        var rendering = new Rendering(now);
        var globals = new Scope(null);
        foreach (var function in Globals.Of(rendering))
        {
            globals.Set(function.Name, function);
        }

        var scope = new Scope(globals);
        foreach (var (name, value) in values)
        {
            scope.Set(name, value);
        }

        var output = new BoundedText(rendering.Budget);
        try
        {
            new Interpreter(rendering).Do(_body, scope, output);
        }
        catch (JinjaException exception) when (exception.Line is null)
        {
            throw new JinjaException(exception.Message, rendering.Line);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new JinjaException("the template, or what it calls, is nested too deeply", rendering.Line);
        }

        return output.ToString();
    }
}
