using System.Text.RegularExpressions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>A docstring in code: a text in quotation marks that has its lines for itself.</summary>
/// <param name="Whole">All of it, from the beginning of its first line.</param>
/// <param name="Indentation">What stands in front.</param>
/// <param name="Prefix">What stands before the quotation mark: "r"; mostly nothing.</param>
/// <param name="Quote">The quotation mark.</param>
/// <param name="Text">What it says, as it is written.</param>
internal sealed record DocstringText(string Whole, string Indentation, string Prefix, string Quote, string Text)
{
    /// <summary>What is varied by variants of docstrings, and of comments in their place.</summary>
    public const string Kind = "docstring";

    /// <summary>What it says, line by line, without empty ones at both ends and without the indentation of the whole.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = Text.Split('\n').Select(line => line.TrimEnd()).Select(line => line.StartsWith(Indentation, StringComparison.Ordinal) ? line[Indentation.Length..] : line).ToList();
        lines[0] = lines[0].TrimStart();
        return [.. lines.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse()];
    }

    /// <summary>Code with its docstrings replaced. Other texts in the same quotation marks are passed over whole: what ends one begins no docstring.</summary>
    public static string Replace(string code, DocstringSyntax syntax, Func<DocstringText, string> replacement)
    {
        var quotes = string.Join('|', syntax.Quotes.Select(Regex.Escape));
        return Regex.Replace(
            code,
            $@"(?<lead>(?<=\A|\n)(?<indentation>[ \t]*)(?<prefix>[A-Za-z]?))?(?<quote>{quotes})(?<text>[\s\S]*?)\k<quote>(?<alone>(?=[ \t\r]*(?:\n|\z)))?",
            match => match.Groups["lead"].Success && match.Groups["alone"].Success ? replacement(Of(match)) : match.Value);
    }

    private static DocstringText Of(Match match) =>
        new(match.Value, match.Groups["indentation"].Value, match.Groups["prefix"].Value, match.Groups["quote"].Value, match.Groups["text"].Value);
}
