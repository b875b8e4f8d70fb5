using System.Security.Cryptography;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads a file of problems, strictly: JSON lines or one JSON array, plain or gzip.</summary>
public static class ProblemReader
{
    /// <summary>How many faults of one file are reported before the reader gives up.</summary>
    public const int MostFaults = 20;

    /// <summary>Reads the problems of a version.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="version">One of its versions.</param>
    /// <param name="file">One of the version's files: what its records must look like.</param>
    /// <param name="path">Where the file lies.</param>
    /// <exception cref="InvalidInputException">
    /// Broken JSON, a missing, extra or mistyped field, a task id that was there before, too many or too few records: each
    /// with line and field.
    /// </exception>
    public static ProblemSet Read(Suite suite, SuiteVersion version, BenchmarkFile file, string path)
    {
        var faults = new FaultCollector(MostFaults);
        var content = ReadContent(path);
        var name = suite.NameOf(version).ToString();
        var all = new Dictionary<string, Problem>(StringComparer.Ordinal);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in ReadRecords(content, path, faults))
        {
            if (ReadProblem(record, name, suite, file, faults) is not { } problem)
            {
                continue;
            }

            if (lines.TryAdd(problem.TaskId, record.Line))
            {
                all.Add(problem.TaskId, problem);
            }
            else
            {
                faults.Add(record.Fault("task_id", $"{problem.TaskId} was there before, in line {lines[problem.TaskId]}."));
            }
        }

        if (faults.IsEmpty && file.Records is { } expected && expected != all.Count)
        {
            faults.Add(new Fault(path, null, null, $"The file has {all.Count} records; {file.Name} has {expected}."));
        }

        faults.ThrowIfAny();
        return new ProblemSet
        {
            Suite = suite,
            Version = version,
            Language = file.Language,
            Problems = [.. all.Values.Where(problem => Belongs(problem.TaskId, version))],
            Records = all,
            Path = path,
            ContentSha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        };
    }

    private static byte[] ReadContent(string path)
    {
        try
        {
            using var stream = JsonRecords.Open(path);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidInputException(new Fault(path, null, null, $"The file cannot be read: {e.Message}"));
        }
    }

    private static IEnumerable<JsonRecord> ReadRecords(byte[] content, string path, FaultCollector faults)
    {
        var first = content.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && content[first] == (byte)'['
            ? JsonRecords.ReadArray(content, path, faults)
            : JsonRecords.ReadLines(new MemoryStream(content), path, faults);
    }

    private static Problem? ReadProblem(JsonRecord record, string suiteName, Suite suite, BenchmarkFile file, FaultCollector faults)
    {
        if (RecordFields.Read(record, file, faults) is not { } fields)
        {
            return null;
        }

        var taskId = suite.TaskId.Render(fields);
        return new Problem
        {
            Suite = suiteName,
            Language = file.Language,
            TaskId = taskId,
            EntryPoint = suite.EntryPoint?.Render(fields) is { Length: > 0 } name ? name : null,
            // A file without references has an empty field in their place.
            Reference = suite.Reference?.Render(fields) is { Length: > 0 } reference ? reference : null,
            Unsolvable = file.Unsolvable.FirstOrDefault(rule => rule.Fits(taskId, fields))?.Because,
            Fields = fields,
        };
    }

    /// <summary>Whether a task is in the version's range; a task id without a number is not.</summary>
    private static bool Belongs(string taskId, SuiteVersion version)
    {
        if (version.FirstTask is not { } first || version.LastTask is not { } last)
        {
            return true;
        }

        return int.TryParse(taskId.AsSpan(taskId.LastIndexOf('/') + 1), out var number) && number >= first && number <= last;
    }
}
