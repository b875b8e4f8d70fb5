using System.Diagnostics.CodeAnalysis;

namespace CodeBench.Core.Problems;

/// <summary>What an option such as --suite asks for: a suite, and which of its languages: "multipl-e-humaneval:java,go".</summary>
/// <param name="Suite">The suite and its version.</param>
/// <param name="Languages">Names or aliases of languages as they were written; "all" stands for all languages of the suite; empty for its own, or for all where it has none.</param>
public sealed record SuiteSelection(SuiteName Suite, IReadOnlyList<string> Languages)
{
    /// <summary>What stands for all languages of a suite.</summary>
    public const string All = "all";

    /// <summary>Whether it names no languages of its own.</summary>
    public bool IsOfAllLanguages => Languages is [] or [All];

    /// <summary>Reads "suite", "suite@version", "suite~variant" or "suite:language,language".</summary>
    /// <returns>Whether <paramref name="text"/> has that form; an empty name among the languages is not of it.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SuiteSelection? selection)
    {
        selection = null;
        var parts = (text ?? "").Split(':', 2);
        if (!SuiteName.TryParse(parts[0], out var suite))
        {
            return false;
        }

        string[] languages = parts.Length == 1 ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries);
        if (languages.Any(language => language.Length == 0))
        {
            return false;
        }

        selection = new SuiteSelection(suite, languages);
        return true;
    }

    /// <summary>The selection as it is written on the command line.</summary>
    public override string ToString() => Languages.Count == 0 ? Suite.ToString() : $"{Suite}:{string.Join(',', Languages)}";

    /// <summary>Equal where suite and languages, in their order, are.</summary>
    public bool Equals(SuiteSelection? other) =>
        other is not null && Suite == other.Suite && Languages.SequenceEqual(other.Languages, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Suite, Languages.Count);
}
