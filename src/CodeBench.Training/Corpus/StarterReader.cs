using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Training.Corpus;

/// <summary>Reads the JSON lines of problems/starter.</summary>
public static class StarterReader
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads a file of one record a line; empty lines are passed over.</summary>
    /// <exception cref="InvalidInputException">The file is absent, or lines of it are broken: all of them are named.</exception>
    public static IReadOnlyList<T> Read<T>(string file)
        where T : class
    {
        if (!File.Exists(file))
        {
            throw new InvalidInputException(new Fault(file, null, null, "there is no such file; --starter names the folder that holds it"));
        }

        var records = new List<T>();
        var faults = new List<Fault>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                records.Add(JsonSerializer.Deserialize<T>(line, SnakeCase) ?? throw new JsonException("null is no record"));
            }
            catch (JsonException fault)
            {
                faults.Add(new Fault(file, number, fault.Path, fault.Message));
            }
        }

        return faults.Count == 0 ? records : throw new InvalidInputException(faults);
    }
}
