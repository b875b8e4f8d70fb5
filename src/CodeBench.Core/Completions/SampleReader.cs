using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Completions;

/// <summary>
/// Reads samples that came from elsewhere: lines {"task_id", "completion"} or {"task_id", "solution"} (.jsonl, .jsonl.gz), and
/// MultiPL-E's one JSON object for a problem, with "name" and "completions" (.json, .json.gz).
/// </summary>
/// <remarks>Other fields are passed over: tools that write such files add some of their own.</remarks>
public static class SampleReader
{
    /// <summary>How many faults are reported before the reader gives up.</summary>
    public const int MostFaults = 20;

    /// <summary>Reads the samples of all files, in their order.</summary>
    /// <exception cref="InvalidInputException">
    /// No such file, broken JSON, a missing field, both texts in one line, or a task that the suite does not have: each with file and line.
    /// </exception>
    public static IReadOnlyList<SampleText> Read(ProblemSet problems, IReadOnlyList<string> paths)
    {
        var faults = new FaultCollector(MostFaults);
        var samples = new List<SampleText>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            try
            {
                foreach (var record in ReadRecords(path, faults))
                {
                    foreach (var (task, text, kind) in SampleRecord.Read(record, problems, faults))
                    {
                        var sample = counts.GetValueOrDefault(task);
                        counts[task] = sample + 1;
                        samples.Add(new SampleText(task, sample, text, kind));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                faults.Add(new Fault(path, null, null, $"The file cannot be read: {e.Message}"));
            }
        }

        if (faults.IsEmpty && samples.Count == 0)
        {
            faults.Add(new Fault(string.Join(", ", paths), null, null, "There are no samples in it."));
        }

        faults.ThrowIfAny();
        return samples;
    }

    private static IEnumerable<JsonRecord> ReadRecords(string path, FaultCollector faults)
    {
        using var content = JsonRecords.Open(path);
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var record in JsonRecords.ReadLines(content, path, faults))
            {
                yield return record;
            }

            yield break;
        }

        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        if (JsonRecords.Parse(bytes.ToArray(), path, 1, faults) is { } element)
        {
            yield return new JsonRecord(path, 1, element);
        }
    }
}
