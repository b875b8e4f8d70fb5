using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads which problems cannot be solved: part of a file's entry in suite.yaml.</summary>
internal static class UnsolvableReader
{
    /// <summary>The rules; none where all problems can be solved.</summary>
    /// <param name="file">The file's map.</param>
    /// <param name="fields">The fields of its records.</param>
    public static IReadOnlyList<UnsolvableRule> ReadAll(YamlMap file, IReadOnlyList<RecordField> fields) =>
        [.. file.Maps("unsolvable").Select(rule => Read(rule, fields))];

    private static UnsolvableRule Read(YamlMap map, IReadOnlyList<RecordField> fields)
    {
        // Either the tasks are named, or a pattern tells them.
        var rule = map.Keys.Contains("tasks")
            ? new UnsolvableRule(map.SomeTexts("tasks"), null, null, map.Text("because"))
            : new UnsolvableRule([], map.Text("field"), PatternReader.Read(map, "pattern"), map.Text("because"));
        map.RefuseTheRest();
        if (rule.Field is { Length: > 0 } && !fields.Any(field => field.As == rule.Field && field.Type == FieldType.Text))
        {
            map.Fail("field", $"{rule.Field} is no field of type text. {Suggestion.For(rule.Field, fields.Select(field => field.As))}");
        }

        return rule;
    }
}
