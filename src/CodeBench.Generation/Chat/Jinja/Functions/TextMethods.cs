using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Methods of texts.</summary>
internal static class TextMethods
{
    /// <summary>A method by name; null where it is not known.</summary>
    public static Func<CallArguments, object?>? Find(Rendering rendering, string text, string name) => name switch
    {
        "strip" => arguments => Strip(text, arguments, start: true, end: true),
        "lstrip" => arguments => Strip(text, arguments, start: true, end: false),
        "rstrip" => arguments => Strip(text, arguments, start: false, end: true),
        "split" => arguments => Splitting.Split(text, arguments),
        "rsplit" => arguments => Splitting.SplitFromEnd(text, arguments),
        "splitlines" => arguments => SequenceValue.List(PythonText.Lines(text, arguments.TakeTruth("keepends", false))),
        "partition" => arguments => Splitting.Partition(text, arguments.TakeText("sep"), isLast: false),
        "rpartition" => arguments => Splitting.Partition(text, arguments.TakeText("sep"), isLast: true),
        "join" => arguments => Join(rendering, text, arguments.Take("iterable")),
        "replace" => arguments => Replace(rendering, text, arguments),
        "startswith" => arguments => AnyOf(arguments, part => text.StartsWith(part, StringComparison.Ordinal)),
        "endswith" => arguments => AnyOf(arguments, part => text.EndsWith(part, StringComparison.Ordinal)),
        "removeprefix" => arguments => Without(text, arguments.TakeText("prefix"), isEnd: false),
        "removesuffix" => arguments => Without(text, arguments.TakeText("suffix"), isEnd: true),
        "find" => arguments => (long)PythonText.IndexOf(text, text.IndexOf(arguments.TakeText("sub"), StringComparison.Ordinal)),
        "rfind" => arguments => (long)PythonText.IndexOf(text, text.LastIndexOf(arguments.TakeText("sub"), StringComparison.Ordinal)),
        "index" => arguments => Index(text, text.IndexOf(arguments.TakeText("sub"), StringComparison.Ordinal)),
        "rindex" => arguments => Index(text, text.LastIndexOf(arguments.TakeText("sub"), StringComparison.Ordinal)),
        "count" => arguments => Count(text, arguments.TakeText("sub")),
        "upper" => _ => PythonText.Upper(text),
        "lower" => _ => PythonText.Lower(text),
        "capitalize" => _ => PythonText.Capitalize(text),
        "title" => _ => Title(text),
        "swapcase" => _ => string.Concat(text.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter))),
        "zfill" => arguments => Fill(rendering, text, arguments),
        "isdigit" or "isdecimal" or "isnumeric" => _ => text.Length > 0 && text.All(char.IsDigit),
        "isalpha" => _ => text.Length > 0 && text.All(char.IsLetter),
        "isalnum" => _ => text.Length > 0 && text.All(char.IsLetterOrDigit),
        "isascii" => _ => text.All(char.IsAscii),
        "isspace" => _ => text.Length > 0 && text.All(PythonText.IsSpace),
        "isupper" => _ => text.Any(char.IsLetter) && text == PythonText.Upper(text),
        "islower" => _ => text.Any(char.IsLetter) && text == PythonText.Lower(text),
        _ => null,
    };

    /// <summary>The text with a part of it replaced wherever it stands, or so many times.</summary>
    public static string Replace(Rendering rendering, string text, CallArguments arguments)
    {
        var (old, @new) = (rendering.Text.Of(arguments.Take("old")), rendering.Text.Of(arguments.Take("new")));
        var most = arguments.TakeNumberOrNone("count") ?? -1;
        if (old.Length == 0)
        {
            throw new JinjaException("an empty text cannot be replaced");
        }

        var parts = Splitting.Parts(text, old, most);
        rendering.Budget.RequireText(text.Length + ((long)(parts.Count - 1) * @new.Length));
        return string.Join(@new, parts);
    }

    private static string Strip(string text, CallArguments arguments, bool start, bool end)
    {
        var characters = arguments.TakeTextOrNone("chars");
        text = start ? PythonText.TrimStart(text, characters) : text;
        return end ? PythonText.TrimEnd(text, characters) : text;
    }

    private static string Join(Rendering rendering, string separator, object? items)
    {
        var joined = new BoundedText(rendering.Budget);
        var isFirst = true;
        foreach (var item in Iteration.Of(items))
        {
            joined.Append(isFirst ? "" : separator)
                .Append(item as string ?? throw new JinjaException($"only texts can be joined, not {ValueText.TypeOf(item)}"));
            isFirst = false;
        }

        return joined.ToString();
    }

    private static bool AnyOf(CallArguments arguments, Func<string, bool> holds) => arguments.Take("prefix") switch
    {
        string part => holds(part),
        SequenceValue { Kind: SequenceKind.Tuple } parts => parts.Items.OfType<string>().Any(holds),
        _ => throw new JinjaException($"{arguments.Owner} needs a text or a tuple of texts"),
    };

    private static string Without(string text, string part, bool isEnd) =>
        part.Length == 0 ? text
        : isEnd && text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length]
        : !isEnd && text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..]
        : text;

    private static long Index(string text, int at) =>
        at >= 0 ? PythonText.IndexOf(text, at) : throw new JinjaException("the text does not hold what is looked for");

    private static long Count(string text, string part) =>
        part.Length == 0 ? PythonText.Length(text) + 1L : Splitting.Parts(text, part, -1).Count - 1L;

    // Every letter behind something that is no letter is large.
    private static string Title(string text) => string.Concat(text.Select((letter, at) =>
        at > 0 && char.IsLetter(text[at - 1]) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));

    private static string Fill(Rendering rendering, string text, CallArguments arguments)
    {
        var width = arguments.TakeNumberOrNone("width") ?? 0;
        rendering.Budget.RequireText(width);
        var sign = text.StartsWith('-') || text.StartsWith('+') ? 1 : 0;
        return text[..sign] + text[sign..].PadLeft((int)Math.Max(0, width - sign), '0');
    }
}
