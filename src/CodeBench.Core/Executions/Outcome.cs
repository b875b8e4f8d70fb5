using System.Text.Json.Serialization;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>What came of running a program once: the verdict and what it rests on. It names no suite and no sample.</summary>
public record Outcome
{
    /// <summary>The verdict.</summary>
    [JsonPropertyOrder(10)]
    public required Verdict Verdict { get; init; }

    /// <summary>Exit code of the last step, 0 to 255; null where it did not exit.</summary>
    [JsonPropertyOrder(11)]
    public int? ExitCode { get; init; }

    /// <summary>Number of the signal that ended the last step; null where none did.</summary>
    [JsonPropertyOrder(12)]
    public int? Signal { get; init; }

    /// <summary>Wall time of all steps together; whole milliseconds in files.</summary>
    [JsonPropertyOrder(13), JsonPropertyName("wall_ms")]
    public TimeSpan WallTime { get; init; }

    /// <summary>Processor time of all steps together; whole milliseconds in files.</summary>
    [JsonPropertyOrder(14), JsonPropertyName("cpu_ms")]
    public TimeSpan CpuTime { get; init; }

    /// <summary>The largest peak of any step.</summary>
    [JsonPropertyOrder(15), JsonPropertyName("memory_bytes")]
    public ByteSize Memory { get; init; }

    /// <summary>What the steps wrote to standard output; where it is cut, a line in it says how many bytes are missing.</summary>
    [JsonPropertyOrder(16)]
    public string Stdout { get; init; } = "";

    /// <summary>
    /// What the steps wrote to standard error; where it is cut, a line in it says how many bytes are missing. For a sandbox fault its
    /// message.
    /// </summary>
    [JsonPropertyOrder(17)]
    public string Stderr { get; init; } = "";

    /// <summary>The single tests; null where they are not counted.</summary>
    [JsonPropertyOrder(18)]
    public TestCounts? Tests { get; init; }

    /// <summary>
    /// Where the tests are inputs and what came of each is recorded: a letter for each input of each group, P passed, W wrong, R
    /// raised, T timed out, N not run. Else null.
    /// </summary>
    [JsonPropertyOrder(19), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    /// <summary>What came of the tests of each group but the last together with those before it; null where there are no groups.</summary>
    [JsonPropertyOrder(20), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, Outcome>? Parts { get; init; }

    /// <summary>The files that the program left; null where it was asked for none.</summary>
    [JsonPropertyOrder(21), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Results { get; init; }
}
