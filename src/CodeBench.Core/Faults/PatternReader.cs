using System.Text.RegularExpressions;

namespace CodeBench.Core.Faults;

/// <summary>Reads regular expressions: parts of YAML files. ^ and $ mean the borders of lines.</summary>
internal static class PatternReader
{
    /// <summary>What a program may hold or write to fool a pattern must not hold us up: a pattern that takes longer does not match.</summary>
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <summary>The pattern, or null; null and a fault where it is none.</summary>
    public static Regex? ReadOptional(YamlMap map, string key) => map.OptionalText(key) is { } text ? Parse(map, key, text) : null;

    /// <summary>The pattern; one that never matches, and a fault, where it is missing or none.</summary>
    public static Regex Read(YamlMap map, string key) => Parse(map, key, map.Text(key)) ?? new Regex("(?!)", RegexOptions.None, PatternTime);

    private static Regex? Parse(YamlMap map, string key, string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.Multiline, PatternTime);
        }
        catch (ArgumentException e)
        {
            map.Fail(key, $"is not a regular expression: {e.Message}");
            return null;
        }
    }
}
