using System.IO.Compression;
using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Bench.Languages;

/// <summary>A sample of a file: a completion of ours, or a chat model's recorded answer.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Text">The completion or answer.</param>
internal sealed record RecordedSample(string TaskId, string Text)
{
    /// <summary>All samples of a file of JSON lines, which may be compressed.</summary>
    /// <exception cref="MachineNotAbleException">The file is not there.</exception>
    public static IReadOnlyList<RecordedSample> ReadAll(string path)
    {
        if (!File.Exists(path))
        {
            throw new MachineNotAbleException($"{path} is missing: the benchmark files (CODEBENCH_DATA) are needed here.");
        }

        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content);
        var samples = new List<RecordedSample>();
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            samples.Add(record.TryGetProperty("completion", out var completion)
                ? new RecordedSample(record.GetProperty("task_id").GetString()!, completion.GetString()!)
                : new RecordedSample(record.GetProperty("name").GetString()!, record.GetProperty("gpt_solution").GetString()!));
        }

        return samples;
    }
}
