using System.Text.Json.Serialization;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Runs;

/// <summary>What one step of each program may use, as language and suite say; what the user sets in their place stands in the plan itself.</summary>
public sealed record StepPlan
{
    /// <summary>What it does: compile, run, or check what the run has left.</summary>
    public required string Step { get; init; }

    /// <summary>Wall time.</summary>
    [JsonPropertyName("wall_ms")]
    public required TimeSpan WallTime { get; init; }

    /// <summary>Processor time.</summary>
    [JsonPropertyName("cpu_ms")]
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Memory of the program's processes, and of its files.</summary>
    [JsonPropertyName("memory_bytes")]
    public required ByteSize Memory { get; init; }

    /// <summary>What it may write to standard output, and as much to standard error.</summary>
    [JsonPropertyName("output_bytes")]
    public required ByteSize Output { get; init; }

    /// <summary>The program's files together.</summary>
    [JsonPropertyName("files_bytes")]
    public required ByteSize Files { get; init; }

    /// <summary>Processes and threads at once.</summary>
    public required int Processes { get; init; }

    /// <summary>What run.json says of a step.</summary>
    public static StepPlan Of(Step step) => new()
    {
        Step = step.Kind.ToString().ToLowerInvariant(),
        WallTime = step.Limits.WallTime,
        CpuTime = step.Limits.CpuTime,
        Memory = step.Limits.Memory,
        Output = step.Limits.Output,
        Files = step.Limits.Files,
        Processes = step.Limits.Processes,
    };

    /// <summary>In words, for people.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Step} {CpuTime.TotalSeconds} s of processor time, {WallTime.TotalSeconds} s of wall time, {Memory}");
}
