using System.Text;
using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Filters that make texts or numbers.</summary>
internal static class TextFilters
{
    private const string WordSeparators = "-({[<";

    /// <summary>The filters by name.</summary>
    public static IReadOnlyDictionary<string, Func<Rendering, object?, CallArguments, object?>> All { get; } =
        new Dictionary<string, Func<Rendering, object?, CallArguments, object?>>
        {
            ["trim"] = Trim,
            ["upper"] = (rendering, input, _) => PythonText.Upper(rendering.Text.Of(input)),
            ["lower"] = (rendering, input, _) => PythonText.Lower(rendering.Text.Of(input)),
            ["capitalize"] = (rendering, input, _) => PythonText.Capitalize(rendering.Text.Of(input)),
            ["title"] = (rendering, input, _) => Title(rendering.Text.Of(input)),
            ["replace"] = (rendering, input, arguments) => TextMethods.Replace(rendering, rendering.Text.Of(input), arguments),
            ["string"] = (rendering, input, _) => rendering.Text.Of(input),
            // Nothing is ever escaped, so everything is safe.
            ["safe"] = (rendering, input, _) => rendering.Text.Of(input),
            ["indent"] = Indent,
            ["tojson"] = ToJson,
            ["int"] = (_, input, arguments) => ToInteger(input, arguments),
            ["float"] = (_, input, arguments) => ToFloat(input, arguments),
            ["abs"] = (_, input, _) => Absolute(input),
        };

    private static string Trim(Rendering rendering, object? input, CallArguments arguments)
    {
        var characters = arguments.TakeTextOrNone("chars");
        return PythonText.TrimEnd(PythonText.TrimStart(rendering.Text.Of(input), characters), characters);
    }

    // The letter behind a separator is large, the others small.
    private static string Title(string text)
    {
        var title = new StringBuilder(text.Length);
        var isBegin = true;
        foreach (var character in PythonText.Characters(text))
        {
            title.Append(isBegin ? PythonText.Upper(character) : PythonText.Lower(character));
            isBegin = PythonText.IsSpace(character[0]) || WordSeparators.Contains(character[0], StringComparison.Ordinal);
        }

        return title.ToString();
    }

    private static string Indent(Rendering rendering, object? input, CallArguments arguments)
    {
        var width = arguments.Take("width", 4L);
        var withFirst = arguments.TakeTruth("first", false);
        var withBlank = arguments.TakeTruth("blank", false);
        var indent = width as string ?? Spaces(rendering, width as long? ?? throw arguments.Wrong("width", "a text or a whole number"));

        // A line break at the end begins one more line, which is empty.
        var lines = PythonText.Lines(rendering.Text.Of(input) + "\n", keepsEnds: false);
        rendering.Budget.RequireText((long)indent.Length * lines.Count);
        var rest = lines.Skip(1).Select(line => withBlank || line.Length > 0 ? indent + line : line);
        return (withFirst ? indent : "") + string.Join('\n', rest.Prepend(lines[0]));
    }

    private static string Spaces(Rendering rendering, long count)
    {
        rendering.Budget.RequireText(count);
        return new string(' ', (int)Math.Max(0, count));
    }

    private static string ToJson(Rendering rendering, object? input, CallArguments arguments)
    {
        var isAscii = arguments.TakeTruth("ensure_ascii", false);
        var width = arguments.Take("indent", null);
        var separators = arguments.Take("separators", null) switch
        {
            null => (string[])[width is null ? ", " : ",", ": "],
            SequenceValue { Items: [string comma, string colon] } => [comma, colon],
            _ => throw arguments.Wrong("separators", "two texts"),
        };
        var indent = width switch
        {
            null => null,
            string own => own,
            long spaces and >= 0 and <= 100 => new string(' ', (int)spaces),
            _ => throw arguments.Wrong("indent", "a text or a whole number up to 100"),
        };
        var text = new BoundedText(rendering.Budget);
        new JsonWriter(text, indent, separators[0], separators[1], arguments.TakeTruth("sort_keys", false), isAscii).Write(input);
        return text.ToString();
    }

    private static object? ToInteger(object? input, CallArguments arguments)
    {
        var otherwise = arguments.Take("default", 0L);
        return input switch
        {
            string text => PythonNumber.Integer(text) ?? Whole(PythonNumber.Float(text)) ?? otherwise,
            _ => Arithmetic.Number(input) switch
            {
                long number => number,
                double number => Whole(number) ?? otherwise,
                _ => otherwise,
            },
        };
    }

    private static long? Whole(double? number) => number is { } known && Math.Abs(known) < long.MaxValue ? (long)known : null;

    private static object? ToFloat(object? input, CallArguments arguments)
    {
        var otherwise = arguments.Take("default", 0.0);
        return input is string text ? PythonNumber.Float(text) ?? otherwise : Arithmetic.Number(input) switch
        {
            long number => (double)number,
            double number => number,
            _ => otherwise,
        };
    }

    private static object Absolute(object? input) => Arithmetic.Number(input) switch
    {
        long number when number != long.MinValue => (object)Math.Abs(number),
        double number => Math.Abs(number),
        _ => throw new JinjaException($"{ValueText.TypeOf(input)} has no absolute value"),
    };
}
