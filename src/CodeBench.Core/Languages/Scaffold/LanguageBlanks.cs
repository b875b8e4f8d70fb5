using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages.Scaffold;

/// <summary>What is still to be filled in of a new language.</summary>
public static class LanguageBlanks
{
    /// <summary>What stands where something is to be filled in.</summary>
    public const string Mark = "FILL-IN";

    /// <summary>Every place of a language's folder that is still blank.</summary>
    public static IReadOnlyList<Fault> Find(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (File: file, Line: line, Number: index + 1)))
            .Where(place => place.Line.Contains(Mark, StringComparison.Ordinal))
            .Select(place => new Fault(place.File, place.Number, null, $"is still to be filled in{TaskOf(place.Line)}")),
    ];

    private static string TaskOf(string line) =>
        line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim(':', ' ', '.', ']', '\'') is { Length: > 0 } task ? $": {task}" : "";
}
