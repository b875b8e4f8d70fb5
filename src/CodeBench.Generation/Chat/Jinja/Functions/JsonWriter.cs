using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Values as JSON, byte for byte as Python's json writes them.</summary>
/// <param name="text">Takes the JSON.</param>
/// <param name="indent">White space for each level; null for one line.</param>
/// <param name="comma">What stands between two values.</param>
/// <param name="colon">What stands between name and value.</param>
/// <param name="sortsKeys">Whether names are in order.</param>
/// <param name="isAscii">Whether all other characters are escaped.</param>
internal sealed class JsonWriter(BoundedText text, string? indent, string comma, string colon, bool sortsKeys, bool isAscii)
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="JinjaException">It has no JSON.</exception>
    public void Write(object? value, int depth = 0)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case string one:
                text.Append(Quoted(one));
                break;
            case SequenceValue { Kind: SequenceKind.List or SequenceKind.Tuple } sequence:
                WriteAll('[', sequence.Items.Select(item => ((string?)null, item)), ']', depth);
                break;
            case MappingValue mapping:
                var pairs = mapping.Pairs.Select(pair => ((string?)NameOf(pair.Key), pair.Value));
                WriteAll('{', sortsKeys ? pairs.OrderBy(pair => pair.Item1, StringComparer.Ordinal) : pairs, '}', depth);
                break;
            default:
                text.Append(Simple(value));
                break;
        }
    }

    private static string Simple(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number when double.IsNaN(number) => "NaN",
        double number when double.IsInfinity(number) => number > 0 ? "Infinity" : "-Infinity",
        double number => PythonNumber.Text(number),
        _ => throw new JinjaException($"a value of the type {ValueText.TypeOf(value)} has no JSON"),
    };

    private static string NameOf(object key) => key as string ?? Simple(key);

    private void WriteAll(char open, IEnumerable<(string? Name, object? Value)> values, char close, int depth)
    {
        text.Append(open.ToString());
        var isFirst = true;
        foreach (var (name, value) in values)
        {
            text.Append(isFirst ? "" : comma);
            BreakLine(depth + 1);
            if (name is not null)
            {
                text.Append(Quoted(name)).Append(colon);
            }

            Write(value, depth + 1);
            isFirst = false;
        }

        if (!isFirst)
        {
            BreakLine(depth);
        }

        text.Append(close.ToString());
    }

    private void BreakLine(int depth)
    {
        if (indent is not null)
        {
            text.Append("\n");
            for (var i = 0; i < depth; i++)
            {
                text.Append(indent);
            }
        }
    }

    private string Quoted(string one)
    {
        var quoted = new StringBuilder(one.Length + 2).Append('"');
        foreach (var letter in one)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\f' => quoted.Append("\\f"),
                '\b' => quoted.Append("\\b"),
                _ when letter < ' ' || (isAscii && letter > '~') => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }
}
