using System.Text.Json.Serialization;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>The document run.json: all that made a run.</summary>
public sealed record RunManifest
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = FileSchema.Current;

    /// <summary>The version of CodeBench that began the run.</summary>
    public required string Codebench { get; init; }

    /// <summary>When the run began; of a run that was merged, when its first shard did.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What decides its samples and verdicts.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Where the model was asked, each place once in the order of the commands; null where it computed here, or there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Servers { get; init; }

    /// <summary>The digest of each language's image, from the first execution on.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>How the verdicts came about, over all commands that worked on the run.</summary>
    public JudgingCounts Judging { get; init; } = new();

    /// <summary>The machine; of a run that was merged, that of its first shard.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>The shards that a run was merged from, in their order; null, and not written, where one process made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShardFacts>? Shards { get; init; }

    /// <summary>The same with one more place where the model was asked; itself where the place says nothing, or stands there already.</summary>
    public RunManifest WithServer(IReadOnlyDictionary<string, string> server)
    {
        var there = Servers ?? [];
        return server.Count == 0 || there.Any(one => one.Count == server.Count && !one.Except(server).Any()) ? this : this with { Servers = [.. there, server] };
    }
}
