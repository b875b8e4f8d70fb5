using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CodeBench.EndToEnd.Tests;

/// <summary>How far the problems of a language can be passed: an entry of ceilings.yaml, which says what each key means.</summary>
internal sealed record Ceiling
{
    // A bracket with all that it holds: brackets in it are counted, those in texts are not.
    private const string Arguments =
        """\((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<open>\()|(?<-open>\))|[^()"'])*(?(open)(?!))\)""";

    public string Language { get; init; } = "";

    /// <summary>MultiPL-E's name for it, in the names of files.</summary>
    public string Short { get; init; } = "";

    /// <summary>Null where <see cref="Begin"/> is all: a body that is of the right type, whatever that is.</summary>
    public string? Assertion { get; init; }

    public string Begin { get; init; } = "";

    public string Case { get; init; } = "";

    public string End { get; init; } = "";

    /// <summary>The verdict of such a program of a problem that can be passed.</summary>
    public string Verdict { get; init; } = "passed";

    public List<string> Beyond { get; init; } = [];

    /// <summary>How many of HumanEval's problems can be passed.</summary>
    public int Humaneval { get; init; }

    /// <summary>How many of MBPP's problems can be passed.</summary>
    public int Mbpp { get; init; }

    /// <summary>The program of a problem.</summary>
    public string Assemble(JsonObject record)
    {
        var tests = record.Field("tests");
        var values = Assertion is null
            ? []
            : Regex.Matches(tests, Assertion.Replace("<arguments>", Arguments, StringComparison.Ordinal), RegexOptions.Multiline | RegexOptions.Singleline)
                .Select(match => match.Groups["value"].Value);
        var cases = values.Select((value, number) => Case
            .Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{value}", value, StringComparison.Ordinal));
        return $"{record.Field("prompt")}{Begin}{string.Concat(cases)}{End}\n{tests}";
    }
}
