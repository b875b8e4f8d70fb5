using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>Reads the programs that `judge` is given: lines {"id", "program"}, plain or gzip. Other fields are passed over.</summary>
public static class ProgramLineReader
{
    private const int MostFaults = 20;

    /// <summary>Reads the whole file once for what is wrong with it, before anything is run.</summary>
    /// <returns>How many programs there are.</returns>
    /// <exception cref="InvalidInputException">No such file, or lines that are not as they should be: each by its number.</exception>
    public static int Check(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "There is no such file."));
        }

        var faults = new FaultCollector(MostFaults);
        var count = JsonRecords.Reading(path, () => Lines(path, faults).Count());
        faults.ThrowIfAny();
        return count;
    }

    /// <summary>Reads the programs, one by one, from a file that was checked.</summary>
    public static IEnumerable<ProgramLine> Read(string path) => Lines(path, new FaultCollector());

    private static IEnumerable<ProgramLine> Lines(string path, FaultCollector faults)
    {
        using var content = JsonRecords.Open(path);
        foreach (var record in JsonRecords.ReadLines(content, path, faults))
        {
            var (id, program) = (Text(record, "id", faults), Text(record, "program", faults));
            if (id is not null && program is not null)
            {
                yield return new ProgramLine(id, program);
            }
        }
    }

    private static string? Text(JsonRecord record, string name, FaultCollector faults)
    {
        if (record.Value.ValueKind == JsonValueKind.Object
            && record.Value.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String && JsonText.Of(value) is { } text)
        {
            return text;
        }

        faults.Add(record.Fault(name, "is missing, or is no text."));
        return null;
    }
}
