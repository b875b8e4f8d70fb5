using System.Text.RegularExpressions;

namespace CodeBench.Core.Completions.Answers;

/// <summary>The names that units define, by the looks of their headers.</summary>
internal static partial class UnitNames
{
    // Types within types: nobody writes more.
    private const int MostNested = 8;

    /// <summary>Words that stand in headers beside what is defined, whatever the language.</summary>
    public static IReadOnlySet<string> Keywords { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "abstract", "and", "async", "auto", "class", "const", "constexpr", "data", "def", "define", "defmodule", "defn", "defp", "do", "enum", "export", "final",
        "fn", "fun", "func", "function", "impl", "inline", "interface", "internal", "let", "local", "module", "mut", "my", "newtype", "object", "our", "private",
        "protected", "pub", "public", "rec", "record", "static", "struct", "sub", "trait", "type", "typedef", "union", "val", "var", "void", "where",
    };

    /// <summary>The names: the one before the parameters, or the first before a value or a body; words of languages are none.</summary>
    public static IReadOnlyList<string> Of(CodeUnit unit)
    {
        var whole = (unit.Lines.FirstOrDefault(line => !IsAttribute(line.Trim())) ?? unit.Header).TrimStart();
        if (whole.StartsWith('('))
        {
            return [.. CodeUnit.Names(whole).Skip(1).Take(1)];
        }

        if (whole.IndexOf(" <- ", StringComparison.Ordinal) is > 0 and var arrow && Words(whole[..arrow]) is [var assigned])
        {
            return [assigned];
        }

        var header = WithoutTypes(whole);
        var end = header.AsSpan().IndexOfAny("({=");
        var names = Words(end > 0 ? header[..end] : header);
        if (end > 0 && header[end] == '(')
        {
            // Languages without brackets around parameters have the name in front, and a space before the bracket of a pattern or a type.
            return names.Count == 0 ? OfGroup(unit, header[(end + 1)..])
                : char.IsWhiteSpace(header[end - 1]) ? [names[0], names[^1]]
                : [names[^1]];
        }

        return names.Count == 0 ? [] : [names[0], names[^1]];
    }

    // Nothing but words before the bracket: a method behind its receiver, names that are bound together, or several definitions in a bracket.
    private static List<string> OfGroup(CodeUnit unit, string group)
    {
        var end = group.IndexOf(')', StringComparison.Ordinal);
        if (end < 0)
        {
            return [.. unit.Lines.Skip(1).SelectMany(line => Words(line).Take(1))];
        }

        var inside = Words(group[..end]);
        return [.. group[..end].Contains(',', StringComparison.Ordinal) ? inside : inside.TakeLast(1), .. Words(group[(end + 1)..]).Take(1)];
    }

    private static List<string> Words(string text) => [.. CodeUnit.Names(text).Except(Keywords)];

    private static bool IsAttribute(string line) => line.StartsWith('@') || line.StartsWith("#[", StringComparison.Ordinal)
        || (line.StartsWith('[') && line.EndsWith(']')) || Template().IsMatch(line);

    // Type parameters and arguments go, from inside out; arrows are no brackets.
    private static string WithoutTypes(string header)
    {
        for (var depth = 0; depth < MostNested; depth++)
        {
            header = Types().Replace(header, "");
        }

        return header;
    }

    [GeneratedRegex(@"\Atemplate\s*<.*>\z")]
    private static partial Regex Template();

    [GeneratedRegex(@"<(?:[^<>]|(?<=[-=])>)*(?<![-=])>|\[[^\[\]]*\]")]
    private static partial Regex Types();
}
