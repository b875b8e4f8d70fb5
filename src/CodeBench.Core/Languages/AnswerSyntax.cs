using System.Text.RegularExpressions;

namespace CodeBench.Core.Languages;

/// <summary>
/// What must be known of a language's looks to take the code out of a chat model's answer, where the language has no extractor that
/// parses: which lines say nothing, and which bring something in.
/// </summary>
public sealed record AnswerSyntax
{
    /// <summary>Counted up whenever other code may be found in some answer by it.</summary>
    public const int Version = 2;

    /// <summary>A line that begins with one of these is a comment.</summary>
    public IReadOnlyList<string> LineComments { get; init; } = [];

    /// <summary>What begins and what ends a comment of several lines.</summary>
    public IReadOnlyList<(string Begin, string End)> BlockComments { get; init; } = [];

    /// <summary>
    /// A line that brings in a module. Its group `used`, where it has one, is the name by which the module is used: a line whose name the code
    /// does not use is left out, for languages in which it would be an error. Null where there are no such lines.
    /// </summary>
    public Regex? Import { get; init; }

    /// <summary>How such a line is written when it stands by itself, with the groups of <see cref="Import"/>; null for as it is.</summary>
    public string? ImportLine { get; init; }

    /// <summary>Whether a function may be defined by several definitions of its name, which all count.</summary>
    public bool HasClauses { get; init; }
}
