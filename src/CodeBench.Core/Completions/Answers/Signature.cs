using System.Text.RegularExpressions;

namespace CodeBench.Core.Completions.Answers;

/// <summary>The line of a prompt that says what is to be defined.</summary>
/// <param name="Name">The name.</param>
/// <param name="Line">The number of the line in the prompt, from 0.</param>
/// <param name="Text">The line.</param>
internal sealed partial record Signature(string Name, int Line, string Text)
{
    // What stands before a name that is used, and not defined.
    private static readonly HashSet<string> Uses =
    [
        "return", "assert", "print", "println", "puts", "echo", "say", "await", "yield", "throw", "new", "not", "console", "test", "check", "cat",
        "p", "pp", "inspect", "else", "case",
    ];

    // They define nothing by themselves: what is exported was defined before.
    private static readonly HashSet<string> Exports = ["export", "default"];

    private readonly Regex _name = new($@"(?<![\w']){Regex.Escape(Name)}(?![\w'])", RegexOptions.CultureInvariant);

    /// <summary>Finds it: the last line with the name that is asked for, in whatever case the language writes it; the last line's name where none has it.</summary>
    /// <param name="lines">The prompt, comments included.</param>
    /// <param name="code">The prompt's lines that are no comments.</param>
    /// <param name="entryPoint">The name, or a task id that ends with it: "HumanEval_0_has_close_elements".</param>
    public static Signature? Find(string[] lines, IReadOnlyList<string> code, string entryPoint)
    {
        var spelled = Numbered().Replace(entryPoint, "");
        var asked = Plain(spelled);
        var names = code.SelectMany(CodeUnit.Names).Where(candidate => Plain(candidate) == asked).ToList();
        // Documentation that is no comment may have the word as well: "Add two numbers". A problem may also be called otherwise than its function.
        var name = names.Contains(spelled) ? spelled : names.Count > 0 ? names[0] : NameIn(code);
        if (name is null)
        {
            return null;
        }

        // The last that begins something: where the name is a parameter's as well, it is not the one; nor is an example in documentation below.
        var with = code.Where(line => CodeUnit.Names(line).Contains(name)).ToList();
        var text = with.LastOrDefault(line => UnitNames.Keywords.Contains(CodeUnit.Names(line).First())) ?? with[^1];
        return new Signature(name, Array.LastIndexOf(lines, text), text);
    }

    /// <summary>Whether a line defines the name, rather than uses it.</summary>
    public bool IsDefinedBy(string line)
    {
        foreach (Match match in _name.Matches(line))
        {
            var (before, after) = (line[..match.Index].Trim(), line[(match.Index + match.Length)..].TrimStart());
            if (before.Length == 0 ? HasOwnMark(after) : CanPrecede(before) && CanFollow(before, after))
            {
                return true;
            }
        }

        return false;
    }

    private string Before => _name.Match(Text) is { Success: true } match ? Text[..match.Index].Trim() : "";

    private string After => _name.Match(Text) is { Success: true } match ? Text[(match.Index + match.Length)..].TrimStart() : "";

    // Where nothing precedes the name, the prompt shows what follows it: () in bash and <- in R at once, = in Haskell behind the parameters.
    private bool HasOwnMark(string after)
    {
        if (Before.Length > 0 || Mark().Match(After) is not { Success: true } mark)
        {
            return false;
        }

        return after.StartsWith("::", StringComparison.Ordinal)
            || (mark.Index == 0 ? after.StartsWith(mark.Value, StringComparison.Ordinal) : after.Contains(mark.Value, StringComparison.Ordinal))
            || (mark.Value == "<-" && after.StartsWith("= ", StringComparison.Ordinal));
    }

    private bool CanPrecede(string before)
    {
        var own = Before;
        return own.EndsWith('(') == before.EndsWith('(')
            && (!own.EndsWith('(') || CodeUnit.Names(own).Intersect(CodeUnit.Names(before)).Any())
            && !before.Contains('=') && !before.Contains('"') && !before.Contains('\'')
            && !before.Contains("<-", StringComparison.Ordinal) && !before.Contains("<<", StringComparison.Ordinal) && !before.Contains('$')
            && (char.IsLetterOrDigit(before[^1]) || "_>])*&?".Contains(before[^1], StringComparison.Ordinal) || own.EndsWith(before[^1]))
            && AreOfDefinition(own, [.. CodeUnit.Names(before)])
            && (!before.Contains('(') || own.Contains('('));
    }

    // Where the prompt has nothing but words that define, one of them stands in a definition too, next to the name, or anywhere in a list; beside a type
    // anything may stand.
    private static bool AreOfDefinition(string own, IReadOnlyList<string> words)
    {
        var asked = CodeUnit.Names(own).ToHashSet(StringComparer.Ordinal);
        return !words.Any(Uses.Contains) && !words.All(Exports.Contains)
            && (asked.Count == 0 || !asked.IsSubsetOf(UnitNames.Keywords) || words.TakeLast(own.Contains('(') ? words.Count : 1).Any(UnitNames.Keywords.Contains));
    }

    // A name that ends a statement is only mentioned, and some signs make it another name. Where the prompt has nothing in front of it, what follows tells.
    private bool CanFollow(string before, string after) => Before.Length == 0
        ? after.StartsWith('{') || HasOwnMark(after)
        : after.Length == 0 || !(before.EndsWith('(') ? "-!?" : "-!?.;)]}").Contains(after[0], StringComparison.Ordinal);

    // A prompt ends with the line that is to be gone on with.
    private static string? NameIn(IReadOnlyList<string> code) =>
        code.LastOrDefault(line => line.Trim().Length > 0) is { } line && UnitNames.Of(new CodeUnit([line])) is [var name, ..] ? name : null;

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z]+[_/]\d+_")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\(\)|<-|::|=")]
    private static partial Regex Mark();
}
