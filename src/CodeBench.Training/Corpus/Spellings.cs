using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CodeBench.Training.Corpus;

/// <summary>Writes a body in other words that mean the same, so that the model has more than one way to be right.</summary>
public static partial class Spellings
{
    /// <summary>Other names for the local variables of the starter suite's bodies.</summary>
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["aboard"] = "load",
        ["best"] = "longest",
        ["busy"] = "taken",
        ["count"] = "number",
        ["counts"] = "tally",
        ["found"] = "present",
        ["fitted"] = "shown",
        ["gain"] = "climbed",
        ["grid"] = "lines",
        ["groups"] = "marks",
        ["half"] = "middle",
        ["halves"] = "units",
        ["here"] = "now",
        ["i"] = "k",
        ["kept"] = "heard",
        ["lines"] = "output",
        ["names"] = "owing",
        ["ordered"] = "ranked",
        ["peaks"] = "tops",
        ["phase"] = "moment",
        ["result"] = "answer",
        ["rows"] = "needed",
        ["run"] = "current",
        ["scaled"] = "larger",
        ["seen"] = "mirrored",
        ["start"] = "begin",
        ["steps"] = "ways",
        ["sums"] = "balance",
        ["table"] = "sums",
        ["tops"] = "piles",
        ["total"] = "amount",
        ["words"] = "parts",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The body itself, then each different spelling of it.</summary>
    /// <param name="prompt">What stands before it: names from there are left alone.</param>
    /// <param name="body">The body, which must not assign to a list with +=.</param>
    public static IReadOnlyList<string> Of(string prompt, string body)
    {
        var renamed = Rename(prompt, body);
        return [.. new[] { body, renamed, SpellOut(body), SpellOut(renamed) }.Distinct(StringComparer.Ordinal)];
    }

    private static string Rename(string prompt, string body)
    {
        var taken = Word().Matches(prompt + body).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var given = Word().Matches(prompt).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return LooseWord().Replace(body, match =>
            !given.Contains(match.Value) && Synonyms.TryGetValue(match.Value, out var other) && !taken.Contains(other) ? other : match.Value);
    }

    /// <summary>"x += y" as "x = x + y".</summary>
    private static string SpellOut(string body) => Augmented().Replace(body, "$1$2 = $2 $3 ");

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>A word that is no attribute (".count") and stands in no quotes of its own.</summary>
    [GeneratedRegex(@"(?<![\w.""'])\w+(?![\w""'])")]
    private static partial Regex LooseWord();

    [GeneratedRegex(@"(?m)^(\s*)(\w+) ([+\-])= ")]
    private static partial Regex Augmented();
}
