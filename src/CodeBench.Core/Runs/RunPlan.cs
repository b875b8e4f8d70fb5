using System.Text.Json.Serialization;

namespace CodeBench.Core.Runs;

/// <summary>All that decides what a run's samples and verdicts are. A run is resumed only by a command with the same plan.</summary>
public sealed record RunPlan
{
    /// <summary>The suites and languages, in the order of the command line.</summary>
    public required IReadOnlyList<SuitePlan> Suites { get; init; }

    /// <summary>The model: its name, the hash of its weights, its dtype; null where the samples came from elsewhere.</summary>
    public IReadOnlyDictionary<string, string>? Model { get; init; }

    /// <summary>How completions are drawn; null where the samples came from elsewhere.</summary>
    public SamplingPlan? Sampling { get; init; }

    /// <summary>Where the samples came from; null where a model is asked.</summary>
    public IReadOnlyList<SampleFile>? Samples { get; init; }

    /// <summary>Where the samples are answers, the version of each language's extractor; null where they are not.</summary>
    public IReadOnlyDictionary<string, int>? Extractors { get; init; }

    /// <summary>Processor time of each run that the user set in place of the suites' own; null where not.</summary>
    [JsonPropertyName("timeout_ms")]
    public TimeSpan? Timeout { get; init; }

    /// <summary>Memory of each program that the user set in place of the languages' own: "512MiB"; null where not.</summary>
    public string? Memory { get; init; }

    /// <summary>Whether programs that pass were run again with a failing test before their end; null where not.</summary>
    public bool? Control { get; init; }

    /// <summary>Only the first problems of each suite; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The part of the problems: "1/4"; null for all.</summary>
    public string? Shard { get; init; }
}
