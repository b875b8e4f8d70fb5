using System.Text.RegularExpressions;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>Code indented otherwise.</summary>
/// <param name="Fields">The fields that solutions begin with.</param>
/// <param name="From">How many spaces a level has now, 2 or more; null for a tab.</param>
/// <param name="To">How many it is to have, 2 or more; null for a tab.</param>
public sealed partial record IndentationVariant(IReadOnlyList<string> Fields, int? From, int? To)
    : CodeVariant("indentation", To?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "tab", Fields)
{
    private static readonly int?[] Wanted = [2, 4, null];

    /// <summary>The variants of a suite: to 2 spaces, 4 spaces and a tab, without what it has. None where nothing is indented.</summary>
    public static IEnumerable<IndentationVariant> AllOf(ProblemSet set, IReadOnlyList<string> fields, IEnumerable<string> texts)
    {
        var codes = fields.Count == 0 ? texts : set.Problems.SelectMany(problem => fields.Select(field => (string)problem.Fields[field]));
        // The first step of each text; the one that most take. A single space lines something up.
        var steps = codes.Select(FirstStep).OfType<string>().CountBy(step => step).OrderByDescending(step => step.Value).ThenBy(step => step.Key, StringComparer.Ordinal);
        return steps.Select(step => step.Key).FirstOrDefault() switch
        {
            null or " " => [],
            "\t" => Of(null),
            var spaces => Of(spaces.Length),
        };

        IEnumerable<IndentationVariant> Of(int? from) => Wanted.Where(to => to != from).Select(to => new IndentationVariant(fields, from, to));
    }

    /// <summary>Tabs that a model writes because its prompt has them stay tabs.</summary>
    public override PromptStyle Change(PromptStyle style) => To is null ? style with { TabWidth = null } : style;

    /// <summary>
    /// Ends of blocks are where they are in the variant. The old ones stay beside them, for models that go on as they are used to, unless they could be the end of an inner
    /// block now.
    /// </summary>
    public override IReadOnlyList<string> ChangeStops(IReadOnlyList<string> stops)
    {
        var isNarrower = To is { } to && (From is not { } from || to < from);
        var changed = stops.Select(ChangeCode);
        return [.. (isNarrower ? changed : changed.Concat(stops)).Distinct()];
    }

    /// <inheritdoc/>
    protected override string ChangeCode(string code) => Indentation().Replace(code, match => Change(match.Value));

    /// <inheritdoc/>
    /// <remarks>Solutions take half steps here and there, and where indentation counts a tab and two spaces are neither less nor more than two tabs: each depth gets a level.</remarks>
    protected override string ChangeReference(string reference)
    {
        if (From is not { } from)
        {
            return ChangeCode(reference);
        }

        var levels = new Dictionary<int, int>();
        var level = 0;
        foreach (var width in Indentation().Matches(reference).Select(match => Width(match.Value, from)).Distinct().Order())
        {
            levels[width] = level = Math.Max(level + 1, width / from);
        }

        return Indentation().Replace(reference, match => OfLevel(levels[Width(match.Value, from)]));
    }

    private string OfLevel(int level) => To is { } to ? Spaces(level * to) : new string('\t', level);

    private string Change(string indentation) => From is { } from ? ChangeSpaces(Width(indentation, from), from) : indentation.Replace("\t", Spaces(To!.Value), StringComparison.Ordinal);

    // What is deeper stays deeper, also between two levels; what lines up behind tabs does so with spaces.
    private string ChangeSpaces(int width, int from) => To is { } to
        ? Spaces(((width * to) + from - 1) / from)
        : new string('\t', width / from) + Spaces(width % from);

    private static int Width(string indentation, int step) => indentation.Aggregate(0, (width, letter) => letter == '\t' ? ((width / step) + 1) * step : width + 1);

    private static string Spaces(int count) => new(' ', count);

    private static string? FirstStep(string text) => Indentation().Matches(text).Select(match => match.Value)
        .Where(indentation => indentation.Distinct().Count() == 1)
        .Select(indentation => indentation[0] == '\t' ? "\t" : indentation)
        .MinBy(indentation => indentation.Length);

    [GeneratedRegex(@"(?<=\A|\n)[ \t]+(?=[^ \t\r\n]|\z)")]
    private static partial Regex Indentation();
}
