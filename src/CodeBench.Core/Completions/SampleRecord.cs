using System.Text.Json;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Completions;

/// <summary>Reads one record of a file of samples.</summary>
internal static class SampleRecord
{
    /// <summary>The samples of a record, with the suite's own task id; none, with faults, where it is wrong.</summary>
    public static IReadOnlyList<(string TaskId, string Text, SampleKind Kind)> Read(
        JsonRecord record, ProblemSet problems, FaultCollector faults)
    {
        if (record.Value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(record.Fault(null, "A sample must be a JSON object."));
            return [];
        }

        var task = FindTask(record, problems, faults);
        var texts = ReadTexts(record, faults);
        return task is null ? [] : [.. texts.Select(text => (task, text.Text, text.Kind))];
    }

    private static string? FindTask(JsonRecord record, ProblemSet problems, FaultCollector faults)
    {
        var field = record.Value.TryGetProperty("task_id", out var id) ? "task_id" : "name";
        if (field == "name" && !record.Value.TryGetProperty("name", out id))
        {
            faults.Add(record.Fault("task_id", "is missing."));
            return null;
        }

        var name = id.ValueKind switch
        {
            JsonValueKind.String => JsonText.Of(id),
            JsonValueKind.Number when id.TryGetInt64(out _) => id.GetRawText(),
            _ => null,
        };
        if (name is null)
        {
            faults.Add(record.Fault(field, "must be a text or a whole number."));
            return null;
        }

        if (problems.TryFind(name, out var problem))
        {
            return problem.TaskId;
        }

        var known = problems.Problems is [var first, .., var last] ? $"{first.TaskId} to {last.TaskId}" : "none";
        var other = problems.Records.ContainsKey(name) ? " (the data have it, but this version of the suite leaves it out)" : "";
        faults.Add(record.Fault(field, $"{name} is no task of {problems.Name}, which has {problems.Problems.Count}: {known}{other}."));
        return null;
    }

    private static List<(string Text, SampleKind Kind)> ReadTexts(JsonRecord record, FaultCollector faults)
    {
        var present = ((string[])["completion", "solution", "completions"])
            .Where(field => record.Value.TryGetProperty(field, out _)).ToList();
        if (present is not [var only])
        {
            faults.Add(present.Count == 0
                ? record.Fault("completion", "is missing; a sample has a completion, a solution or a list of completions.")
                : record.Fault(present[1], $"is there beside {present[0]}: a sample has one of them."));
            return [];
        }

        var value = record.Value.GetProperty(only);
        var isList = only == "completions";
        if (isList && value.ValueKind != JsonValueKind.Array)
        {
            faults.Add(record.Fault(only, "must be a list of texts."));
            return [];
        }

        IEnumerable<JsonElement> items = isList ? value.EnumerateArray() : [value];
        var kind = only == "solution" ? SampleKind.Solution : SampleKind.Completion;
        var texts = new List<(string Text, SampleKind Kind)>();
        foreach (var item in items)
        {
            if (item.ValueKind != JsonValueKind.String || JsonText.Of(item) is not { } text)
            {
                faults.Add(record.Fault(only, isList ? "must be a list of texts." : "must be a text."));
                return [];
            }

            texts.Add((text, kind));
        }

        return texts;
    }
}
