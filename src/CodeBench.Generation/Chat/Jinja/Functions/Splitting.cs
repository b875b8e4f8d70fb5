using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Cuts texts into parts.</summary>
internal static class Splitting
{
    /// <summary>The parts between a separator.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">The separator, not empty.</param>
    /// <param name="most">The most cuts; below 0 all.</param>
    public static List<string> Parts(string text, string separator, long most)
    {
        var parts = new List<string>();
        var begin = 0;
        for (var at = Next(); at >= 0; at = Next())
        {
            parts.Add(text[begin..at]);
            begin = at + separator.Length;
        }

        parts.Add(text[begin..]);
        return parts;

        int Next() => most >= 0 && parts.Count >= most ? -1 : text.IndexOf(separator, begin, StringComparison.Ordinal);
    }

    /// <summary>The method split.</summary>
    public static SequenceValue Split(string text, CallArguments arguments)
    {
        var (separator, most) = Limits(arguments);
        return SequenceValue.List(separator is null ? Words(text, most) : Parts(text, separator, most));
    }

    /// <summary>The method rsplit.</summary>
    public static SequenceValue SplitFromEnd(string text, CallArguments arguments)
    {
        var (separator, most) = Limits(arguments);
        if (separator is null)
        {
            return most < 0 ? SequenceValue.List(Words(text, most)) : throw new JinjaException("rsplit with a limit needs a separator here");
        }

        var parts = Parts(text, separator, -1);
        var kept = most < 0 ? parts.Count : (int)Math.Min(most, parts.Count - 1);
        var first = parts.Count - kept;
        return SequenceValue.List(first <= 0 ? parts : [string.Join(separator, parts.Take(first)), .. parts.Skip(first)]);
    }

    /// <summary>The method partition, or rpartition.</summary>
    public static SequenceValue Partition(string text, string separator, bool isLast)
    {
        if (separator.Length == 0)
        {
            throw new JinjaException("a separator cannot be empty");
        }

        var at = isLast ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        return at >= 0 ? SequenceValue.Tuple(text[..at], separator, text[(at + separator.Length)..])
            : isLast ? SequenceValue.Tuple("", "", text)
            : SequenceValue.Tuple(text, "", "");
    }

    private static (string? Separator, long Most) Limits(CallArguments arguments)
    {
        var separator = arguments.TakeTextOrNone("sep");
        return separator?.Length == 0
            ? throw new JinjaException("a separator cannot be empty")
            : (separator, arguments.TakeNumberOrNone("maxsplit") ?? -1);
    }

    private static List<string> Words(string text, long most)
    {
        var words = new List<string>();
        var rest = PythonText.TrimStart(text, null);
        var at = 0;
        while (at < rest.Length)
        {
            if (most >= 0 && words.Count >= most)
            {
                words.Add(PythonText.TrimEnd(rest[at..], null));
                return words;
            }

            var end = at;
            while (end < rest.Length && !PythonText.IsSpace(rest[end]))
            {
                end++;
            }

            words.Add(rest[at..end]);
            at = end;
            while (at < rest.Length && PythonText.IsSpace(rest[at]))
            {
                at++;
            }
        }

        return words;
    }
}
