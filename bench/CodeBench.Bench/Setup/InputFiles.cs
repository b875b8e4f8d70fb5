using System.Text.Json;

namespace CodeBench.Bench.Setup;

/// <summary>Writes the files that commands read.</summary>
internal static class InputFiles
{
    /// <summary>Lines {"task_id", "completion"}, as `evaluate` reads them.</summary>
    public static void WriteSamples(string path, IEnumerable<SoakSample> samples) =>
        Write(path, samples.Select(sample => JsonSerializer.Serialize(new { task_id = sample.TaskId, completion = sample.Completion })));

    /// <summary>Lines {"id", "program"}, as `judge` reads them.</summary>
    public static void WritePrograms(string path, IEnumerable<string> programs) =>
        Write(path, programs.Select((program, number) => JsonSerializer.Serialize(new { id = $"{number}", program })));

    private static void Write(string path, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }
}
