using System.Text.RegularExpressions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Programs;

/// <summary>Puts the proof of a pass into a program, as its language says.</summary>
internal static class ProofPlacement
{
    /// <summary>The program's text with the proof in it.</summary>
    /// <param name="language">It says where.</param>
    /// <param name="text">Solution and tests.</param>
    /// <param name="proof">What is put behind the last test; may be empty.</param>
    public static string Place(Language language, string text, string proof)
    {
        foreach (var rewrite in language.Rewrites)
        {
            if (LastMatch(rewrite.Pattern, text) is { } match)
            {
                text = text[..match.Index] + match.Result(rewrite.Replacement) + text[(match.Index + match.Length)..];
            }
        }

        return proof.Length == 0 ? text
            : LastMatch(language.EpiloguePlace, text) is { } place ? $"{text[..place.Index]}\n{proof}\n{text[place.Index..]}"
            : $"{text}\n{proof}";
    }

    /// <summary>The files beside the program, each with what is captured, the control and the word.</summary>
    /// <param name="language">Its companions.</param>
    /// <param name="text">The program's text.</param>
    /// <param name="control">What stands for the control; may be empty.</param>
    /// <param name="word">The proof word; null leaves out the files that would print it.</param>
    public static IEnumerable<SourceFile> Companions(Language language, string text, string control, ProofWord? word)
    {
        foreach (var companion in language.Companions.Where(companion => word is not null || !companion.HasWord))
        {
            var content = companion.Content.Replace(CompanionFile.ControlMark, control, StringComparison.Ordinal);
            if (companion.Capture is { } capture)
            {
                if (LastMatch(capture, text) is not { } match)
                {
                    continue;
                }

                content = match.Groups.Values.Aggregate(
                    content, (filled, group) => filled.Replace($"{{{{ {group.Name} }}}}", group.Value, StringComparison.Ordinal));
            }

            yield return new SourceFile(companion.Name, WithWord(content, word));
        }
    }

    /// <summary>A text with the word in place of its mark.</summary>
    public static string WithWord(string text, ProofWord? word) =>
        word is null ? text : text.Replace(Language.WordMark, word.Text, StringComparison.Ordinal);

    private static Match? LastMatch(Regex? pattern, string text)
    {
        try
        {
            return pattern?.Matches(text).LastOrDefault();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
