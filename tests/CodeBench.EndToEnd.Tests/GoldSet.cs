using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Programs of people in one language: an entry of gold.yaml, which says what each key means.</summary>
internal sealed record GoldSet
{
    public string Language { get; init; } = "";

    public string File { get; init; } = "";

    public string Program { get; init; } = "";

    /// <summary>The field of wrong solutions; null where there are none.</summary>
    public string? Wrong { get; init; }

    public string? Without { get; init; }

    public List<string> Libraries { get; init; } = [];

    public string Library { get; init; } = "";

    public List<GoldReplacement> Replace { get; init; } = [];

    public List<string> Otherwise { get; init; } = [];

    public List<string> Undecided { get; init; } = [];

    public string? Complaint { get; init; }

    public int Every { get; init; } = 1;

    /// <summary>Whether something is said of a record.</summary>
    public bool IsNamed(JsonObject record) => Otherwise.Concat(Undecided).Contains(record.Field("task_id"));

    /// <summary>A program of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="solution">The field that holds the solution.</param>
    public string Assemble(JsonObject record, string solution)
    {
        var text = Regex.Replace(Program, @"\{([a-z_]+)\}", match => match.Groups[1].Value switch
        {
            "solution" => record.Field(solution),
            "libraries" => string.Concat(Needed(record, solution).Select(name => string.Format(CultureInfo.InvariantCulture, Library, name))),
            var field => record.Field(field),
        });
        text = Without is not null && record.Field(Without) is { Length: > 0 } part ? text.Replace(part, "", StringComparison.Ordinal) : text;
        return Replace.Aggregate(text, (changed, one) => Regex.Replace(changed, one.Pattern, one.Replacement, RegexOptions.Multiline));
    }

    private IEnumerable<string> Needed(JsonObject record, string solution) => Libraries.Where(name =>
        record.Field(solution).Contains(name[(name.LastIndexOf('/') + 1)..] + ".", StringComparison.Ordinal)
        && !record.Field("test_setup").Contains($"\"{name}\"", StringComparison.Ordinal));
}
