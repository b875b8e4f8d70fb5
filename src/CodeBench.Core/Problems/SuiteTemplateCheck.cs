using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>
/// Tries the templates of a suite on a made-up record of each of its files, so that a misspelt name is found before any work.
/// </summary>
internal static class SuiteTemplateCheck
{
    /// <summary>Adds a fault for each template that a record cannot fill.</summary>
    public static void Run(YamlMap map, Suite suite)
    {
        foreach (var file in suite.Files)
        {
            var record = file.Fields.ToDictionary(field => field.As, Sample, StringComparer.Ordinal);
            Try(map, "task_id", file, suite.TaskId, record);
            Try(map, "entry_point", file, suite.EntryPoint, record);
            Try(map, "reference", file, suite.Reference, record);
            Try(map, "code", file, suite.Code, record, "completion");
            Try(map, "program", file, suite.Program, record, "code");
            foreach (var style in suite.Styles.SelectMany(style => style.Wordings.Select(wording => wording.Of(style)).Prepend(style)))
            {
                Try(map, "styles", file, style.Template, record, style: style);
                Try(map, "styles", file, style.ShotTemplate, record, style: style);
                if (style.StopField is { } stops && !file.Fields.Any(field => field.As == stops && field.Type == FieldType.Texts))
                {
                    map.Fail("styles", $"({style.Name}) stop_field: {file.Name} has no field {stops} of type texts. {Suggestion.For(stops, record.Keys)}");
                }
                Try(map, "styles", file, style.Chat?.System, record, style: style);
                Try(map, "styles", file, style.Chat?.User, record, style: style);
                Try(map, "styles", file, style.Chat?.Assistant, record, style: style);
            }
        }
    }

    private static object Sample(RecordField field) => field.Type switch
    {
        FieldType.Number => 1L,
        FieldType.Texts => new[] { "x" },
        _ => "x",
    };

    private static void Try(
        YamlMap map,
        string key,
        BenchmarkFile file,
        TextTemplate? template,
        Dictionary<string, object> record,
        string? more = null,
        PromptStyle? style = null)
    {
        try
        {
            template?.Render(record, more is null ? [] : [(more, "x")]);
        }
        catch (InvalidOperationException e)
        {
            var which = style is null ? "" : $"({style.Name}) ";
            map.Fail(key, $"{which}does not fit the fields of {file.Name}: {e.Message} Known: {string.Join(", ", record.Keys)}.");
        }
    }
}
