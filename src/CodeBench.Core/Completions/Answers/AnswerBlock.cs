namespace CodeBench.Core.Completions.Answers;

/// <summary>A fenced block of a chat model's answer.</summary>
/// <param name="Name">The word behind the opening fence, in lower case; "" where there is none.</param>
/// <param name="Lines">Its lines, without the indentation of the fence.</param>
internal sealed record AnswerBlock(string Name, IReadOnlyList<string> Lines)
{
    private const int ShortestFence = 3;

    /// <summary>The blocks of an answer between fences of ``` or ~~~, in their order. What is not closed goes on to the end.</summary>
    public static IReadOnlyList<AnswerBlock> ReadAll(string answer)
    {
        var blocks = new List<AnswerBlock>();
        List<string>? lines = null;
        var (name, fence, indentation) = ("", "", 0);
        foreach (var line in LinesOf(answer))
        {
            if (lines is null)
            {
                if (FenceOf(line) is { } opening)
                {
                    (name, fence, indentation) = (NameOf(line.Trim()[opening.Length..]), opening, line.Length - line.TrimStart().Length);
                    lines = [];
                }
            }
            else if (FenceOf(line) is { } closing && closing[0] == fence[0] && closing.Length >= fence.Length && line.Trim().Length == closing.Length)
            {
                blocks.Add(new AnswerBlock(name, lines));
                lines = null;
            }
            else
            {
                lines.Add(line[Math.Min(indentation, line.Length - line.TrimStart().Length)..]);
            }
        }

        if (lines is not null)
        {
            blocks.Add(new AnswerBlock(name, lines));
        }

        return blocks;
    }

    /// <summary>The lines of a text, without what ends them.</summary>
    public static string[] LinesOf(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string? FenceOf(string line)
    {
        var text = line.AsSpan().TrimStart();
        if (text.IsEmpty || text[0] is not ('`' or '~'))
        {
            return null;
        }

        var length = text.IndexOfAnyExcept(text[0]);
        length = length < 0 ? text.Length : length;
        return length < ShortestFence ? null : text[..length].ToString();
    }

    private static string NameOf(string words)
    {
        var end = words.AsSpan().IndexOfAny(" \t{,");
        return (end < 0 ? words : words[..end]).ToLowerInvariant();
    }
}
