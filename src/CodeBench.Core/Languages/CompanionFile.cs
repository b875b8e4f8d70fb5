using System.Text.RegularExpressions;

namespace CodeBench.Core.Languages;

/// <summary>A file that every program of a language has beside its own.</summary>
/// <param name="Name">Its plain file name.</param>
/// <param name="Content">
/// Its text. {{ word }} stands for the proof word, {{ control }} for the language's control in a control run and for nothing
/// otherwise, and {{ name }} for the group of that name in <paramref name="Capture"/>. Where a program is run without a proof, a
/// file with the word is left out.
/// </param>
/// <param name="Capture">Must be found in the program's text, or the file is left out; null where nothing is asked.</param>
public sealed record CompanionFile(string Name, string Content, Regex? Capture)
{
    /// <summary>What stands for the control in the content.</summary>
    public const string ControlMark = "{{ control }}";

    /// <summary>Whether it holds the proof word.</summary>
    public bool HasWord => Content.Contains(Language.WordMark, StringComparison.Ordinal);
}
