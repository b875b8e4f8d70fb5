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

    /// <summary>Reads all files once for what is wrong with them, before anything is done with a sample.</summary>
    /// <returns>How many samples there are, at least one.</returns>
    /// <exception cref="InvalidInputException">
    /// No such file, broken JSON, a missing field, both texts in one line, or a task that the suite does not have: each with file and line.
    /// </exception>
    public static int Check(ProblemSet problems, IReadOnlyList<string> paths)
    {
        var faults = new FaultCollector(MostFaults);
        var count = Samples(problems, paths, faults).Count();
        if (faults.IsEmpty && count == 0)
        {
            faults.Add(new Fault(string.Join(", ", paths), null, null, "There are no samples in it."));
        }

        faults.ThrowIfAny();
        return count;
    }

    /// <summary>Reads the samples of files that were checked, in their order, one by one: all of them may be more than the memory holds.</summary>
    /// <exception cref="InvalidInputException">At the end: a file has changed since it was checked, and is wrong now.</exception>
    public static IEnumerable<SampleText> Read(ProblemSet problems, IReadOnlyList<string> paths)
    {
        var faults = new FaultCollector(MostFaults);
        foreach (var sample in Samples(problems, paths, faults))
        {
            yield return sample;
        }

        faults.ThrowIfAny();
    }

    private static IEnumerable<SampleText> Samples(ProblemSet problems, IReadOnlyList<string> paths, FaultCollector faults)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            using var records = ReadRecords(path, faults).GetEnumerator();
            while (MoveNext(records, path, faults))
            {
                foreach (var (task, text, kind) in SampleRecord.Read(records.Current, problems, faults))
                {
                    var sample = counts.GetValueOrDefault(task);
                    counts[task] = sample + 1;
                    yield return new SampleText(task, sample, text, kind);
                }
            }
        }
    }

    private static bool MoveNext(IEnumerator<JsonRecord> records, string path, FaultCollector faults)
    {
        try
        {
            return records.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            faults.Add(new Fault(path, null, null, $"The file cannot be read: {e.Message}"));
            return false;
        }
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
