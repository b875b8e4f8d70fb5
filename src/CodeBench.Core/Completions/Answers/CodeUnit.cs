using System.Text.RegularExpressions;

namespace CodeBench.Core.Completions.Answers;

/// <summary>A definition or a statement with all that is indented below it.</summary>
/// <param name="Lines">Its lines; the first is what it says of itself.</param>
internal sealed partial record CodeUnit(IReadOnlyList<string> Lines)
{
    /// <summary>Its first line.</summary>
    public string Header => Lines[0];

    /// <summary>The names in a text.</summary>
    public static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Value);

    /// <summary>Whether it uses a name.</summary>
    public bool Uses(string name) => Lines.Any(line => Names(line).Contains(name));

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_']*[?!]?")]
    private static partial Regex Name();
}
