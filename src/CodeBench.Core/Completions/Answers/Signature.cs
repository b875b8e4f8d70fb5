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
        ["return", "assert", "print", "println", "puts", "echo", "say", "await", "yield", "throw", "new", "not", "console", "test", "check", "cat"];

    private readonly Regex _name = new($@"(?<![\w']){Regex.Escape(Name)}(?![\w'])", RegexOptions.CultureInvariant);

    /// <summary>Finds it: the last line with the name that is asked for, in whatever case the language writes it.</summary>
    /// <param name="lines">The prompt, comments included.</param>
    /// <param name="code">The prompt's lines that are no comments.</param>
    /// <param name="entryPoint">The name, or a task id that ends with it: "HumanEval_0_has_close_elements".</param>
    public static Signature? Find(string[] lines, IReadOnlyList<string> code, string entryPoint)
    {
        var asked = Plain(Numbered().Replace(entryPoint, ""));
        var name = code.SelectMany(CodeUnit.Names).FirstOrDefault(candidate => Plain(candidate) == asked);
        if (name is null)
        {
            return null;
        }

        // The last that begins something: where the name is a parameter's as well, it is not the one.
        var text = code.Last(line => CodeUnit.Names(line).Contains(name));
        return new Signature(name, Array.LastIndexOf(lines, text), text);
    }

    /// <summary>Whether a line defines the name, rather than uses it.</summary>
    public bool IsDefinedBy(string line)
    {
        foreach (Match match in _name.Matches(line))
        {
            var (before, after) = (line[..match.Index].Trim(), line[(match.Index + match.Length)..].TrimStart());
            if (before.Length == 0 ? HasOwnMark(after) : CanPrecede(before))
            {
                return true;
            }
        }

        return false;
    }

    // Where nothing precedes the name, the prompt shows what follows it: () in bash, <- in R, = in Haskell.
    private bool HasOwnMark(string after)
    {
        var own = Text[(Text.IndexOf(Name, StringComparison.Ordinal) + Name.Length)..];
        if (Text.Trim().StartsWith(Name, StringComparison.Ordinal) && Mark().Match(own) is { Success: true } mark)
        {
            return after.Contains(mark.Value, StringComparison.Ordinal) || after.StartsWith("::", StringComparison.Ordinal);
        }

        return false;
    }

    private bool CanPrecede(string before)
    {
        var own = Text[..Math.Max(0, Text.IndexOf(Name, StringComparison.Ordinal))].Trim();
        return own.EndsWith('(') == before.EndsWith('(')
            && (!own.EndsWith('(') || CodeUnit.Names(own).Intersect(CodeUnit.Names(before)).Any())
            && !before.Contains('=') && !before.Contains('"') && !before.Contains('\'')
            && !CodeUnit.Names(before).Any(Uses.Contains)
            && (!before.Contains('(') || own.Contains('('));
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z]+[_/]\d+_")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\(\)|<-|::|=")]
    private static partial Regex Mark();
}
