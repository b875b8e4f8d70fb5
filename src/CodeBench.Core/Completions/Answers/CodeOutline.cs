using System.Text.RegularExpressions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Completions.Answers;

/// <summary>Reads code by its layout: which definitions stand beside each other is told by their indentation, as every style guide has it.</summary>
/// <param name="syntax">The language's comments.</param>
internal sealed partial class CodeOutline(AnswerSyntax syntax)
{
    /// <summary>How far a line is indented; a tab counts as four.</summary>
    public static int IndentationOf(string line)
    {
        var width = 0;
        foreach (var character in line)
        {
            switch (character)
            {
                case ' ':
                    width++;
                    break;
                case '\t':
                    width += 4;
                    break;
                default:
                    return width;
            }
        }

        return width;
    }

    /// <summary>The lines without those that are comments; what stands in a comment of several lines is not there either.</summary>
    public IReadOnlyList<string> WithoutComments(IReadOnlyList<string> lines)
    {
        var kept = new List<string>();
        string? end = null;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (end is not null)
            {
                if (Behind(text, end) is { } rest)
                {
                    end = null;
                    if (!IsComment(rest))
                    {
                        kept.Add(new string(' ', IndentationOf(line)) + rest);
                    }
                }
            }
            else if (syntax.Import?.IsMatch(line) != true
                && syntax.BlockComments.FirstOrDefault(block => text.StartsWith(block.Begin, StringComparison.Ordinal)) is { Begin: not null } comment)
            {
                var rest = Behind(text[comment.Begin.Length..], comment.End);
                end = rest is null ? comment.End : null;
                if (rest is not null && !IsComment(rest))
                {
                    kept.Add(line); // a comment in front of code
                }
            }
            else if (!IsLineComment(text))
            {
                kept.Add(line);
            }
        }

        return kept;
    }

    /// <summary>A statement that may have several lines: up to its last closing bracket, and what is indented below it.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="first">Where it begins.</param>
    public static IEnumerable<string> StatementAt(IReadOnlyList<string> lines, int first)
    {
        var open = 0;
        for (var i = first; i < lines.Count; i++)
        {
            var isBelow = i == first || (!string.IsNullOrWhiteSpace(lines[i]) && IndentationOf(lines[i]) > IndentationOf(lines[first]));
            if (open <= 0 && !isBelow)
            {
                yield break;
            }

            yield return lines[i];
            open += lines[i].Count("([{".Contains) - lines[i].Count(")]}".Contains);
        }
    }

    /// <summary>The units at one indentation, in their order; lines that are indented less belong to none.</summary>
    public static IReadOnlyList<CodeUnit> Units(IReadOnlyList<string> lines, int indentation)
    {
        var units = new List<CodeUnit>();
        var current = new List<string>();
        var isAttached = false;
        foreach (var line in lines)
        {
            var isBlank = string.IsNullOrWhiteSpace(line);
            var own = IndentationOf(line);
            if (!isBlank && own <= indentation && !isAttached && !(own == indentation && Continues().IsMatch(line.TrimStart())))
            {
                Close();
            }

            if (current.Count > 0 || (!isBlank && own == indentation))
            {
                current.Add(line);
            }

            isAttached = current.Count > 0 && own == indentation && (isBlank ? isAttached : Attached().IsMatch(line.TrimStart()));
        }

        Close();
        return units;

        void Close()
        {
            while (current.Count > 0 && string.IsNullOrWhiteSpace(current[^1]))
            {
                current.RemoveAt(current.Count - 1);
            }

            if (current.Count > 0)
            {
                units.Add(new CodeUnit([.. current]));
                current.Clear();
            }
        }
    }

    private bool IsLineComment(string text) => syntax.LineComments.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal));

    private bool IsComment(string text) => text.Length == 0 || IsLineComment(text)
        || syntax.BlockComments.Any(block => text.StartsWith(block.Begin, StringComparison.Ordinal));

    private static string? Behind(string text, string end) =>
        text.IndexOf(end, StringComparison.Ordinal) is >= 0 and var at ? text[(at + end.Length)..].Trim() : null;

    // Goes on with what was begun above: a closing bracket, an opening one on a line of its own, the next branch.
    [GeneratedRegex(@"\A(?:[\])}{|]|(?:end|else|elsif|elseif|elif|catch|rescue|ensure|finally|then|do|in|where|fi|done|esac)\b)")]
    private static partial Regex Continues();

    // Says something of what stands below: an attribute, an annotation, the parameters of a template.
    [GeneratedRegex(@"\A(?:@\w|#\[|template\s*<|\[[A-Z]\w*[\](])[^{]*\z")]
    private static partial Regex Attached();
}
