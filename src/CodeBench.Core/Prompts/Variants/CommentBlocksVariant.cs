using CodeBench.Core.Languages;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>Comments of single lines as blocks: what a language without docstrings says in their place.</summary>
/// <param name="Fields">The fields that solutions begin with.</param>
/// <param name="Line">What begins the comment of a line.</param>
/// <param name="Begin">What begins a block.</param>
/// <param name="End">What ends a block.</param>
public sealed record CommentBlocksVariant(IReadOnlyList<string> Fields, string Line, string Begin, string End) : CodeVariant(DocstringText.Kind, "block", Fields)
{
    /// <summary>The variant of a language; null where it has no such blocks, or blocks that must stand at the beginning of lines, as those with words do.</summary>
    public static CommentBlocksVariant? Of(Language language, IReadOnlyList<string> fields) =>
        language.Answers is { LineComments: [var line, ..], BlockComments: [var (begin, end), ..] } && !(begin + end).Any(char.IsLetter)
            ? new CommentBlocksVariant(fields, line, begin, end)
            : null;

    /// <inheritdoc/>
    /// <remarks>Code that has a block, or what looks like one, stays as it is: blocks do not nest everywhere.</remarks>
    protected override string ChangeCode(string code) => code.Contains(Begin, StringComparison.Ordinal) || code.Contains(End, StringComparison.Ordinal)
        ? code
        : string.Join('\n', Change(code.Split('\n')));

    private IEnumerable<string> Change(string[] lines)
    {
        string? indentation = null;
        foreach (var line in lines)
        {
            var text = line.TrimStart(' ', '\t');
            if (text.StartsWith(Line, StringComparison.Ordinal))
            {
                if (indentation is null)
                {
                    indentation = line[..^text.Length];
                    yield return indentation + Begin;
                }

                yield return indentation + TextOf(text);
            }
            else
            {
                if (indentation is not null)
                {
                    yield return indentation + End;
                    indentation = null;
                }

                yield return line;
            }
        }

        if (indentation is not null)
        {
            yield return indentation + End;
        }
    }

    // A longer mark, as that of a comment for documentation, is a mark all the same.
    private string TextOf(string comment)
    {
        var text = comment[Line.Length..].TrimStart(Line[^1]).TrimEnd();
        return text.StartsWith(' ') ? text[1..] : text;
    }
}
