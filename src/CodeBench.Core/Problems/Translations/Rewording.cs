using System.Text.RegularExpressions;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Says a description in a language's words.</summary>
internal sealed class Rewording
{
    private readonly IReadOnlyDictionary<string, string> _terms;
    private readonly Regex? _words;

    /// <summary>A rewording of the descriptions of one problem.</summary>
    /// <param name="terms">Words and what is said for them.</param>
    /// <param name="names">Names that stay as they are, whatever they mean.</param>
    public Rewording(IReadOnlyDictionary<string, string> terms, IEnumerable<string> names)
    {
        _terms = terms;
        var words = terms.Keys.Except(names).OrderByDescending(word => word.Length).Select(Regex.Escape).ToList();
        _words = words.Count == 0 ? null : new Regex($@"(?<!\w)(?:{string.Join('|', words)})(?!\w)", RegexOptions.CultureInvariant);
    }

    /// <summary>A line with other words in it; only whole words count, and of two that fit the longer.</summary>
    public string Of(string line) => _words?.Replace(line, match => _terms[match.Value]) ?? line;
}
