using System.Text.RegularExpressions;

namespace CodeBench.Core.Tests.Contamination;

/// <summary>What the documentation says of tokens and overlap, in the plainest words: strings and sets, slow.</summary>
internal static partial class NaiveOverlap
{
    private const int Length = 8;

    /// <summary>The tokens of a text.</summary>
    public static List<string> Tokens(string text) => [.. Token().Matches(text).Select(match => match.Value)];

    /// <summary>How many of an example's tokens are part of eight in a row that one of the documents has.</summary>
    public static int Covered(string example, IEnumerable<string> documents)
    {
        var grams = documents.SelectMany(document => Grams(Tokens(document))).ToHashSet();
        var tokens = Tokens(example);
        var covered = new bool[tokens.Count];
        foreach (var (gram, at) in Grams(tokens).Select((gram, at) => (gram, at)).Where(item => grams.Contains(item.gram)))
        {
            Array.Fill(covered, true, at, Length);
        }

        return covered.Count(each => each);
    }

    /// <summary>How often the documents have all tokens of a prompt in a row.</summary>
    public static int Matches(string prompt, IEnumerable<string> documents)
    {
        var wanted = Tokens(prompt);
        return wanted.Count < Length
            ? 0
            : documents.Select(Tokens).Sum(tokens => Enumerable.Range(0, Math.Max(0, tokens.Count - wanted.Count + 1)).Count(at => tokens.Skip(at).Take(wanted.Count).SequenceEqual(wanted)));
    }

    private static IEnumerable<string> Grams(List<string> tokens) =>
        Enumerable.Range(0, Math.Max(0, tokens.Count - Length + 1)).Select(at => string.Join(' ', tokens.Skip(at).Take(Length)));

    [GeneratedRegex(@"[A-Za-z0-9_\u0080-\uFFFF]+|[!-/:-@\[-^`{-~]+")]
    private static partial Regex Token();
}
