using System.Globalization;
using System.Text.Json;

namespace CodeBench.Submission;

/// <summary>A Kubernetes cluster: an Indexed Job, an index for each shard. The cluster itself tries indexes again that failed.</summary>
/// <param name="options">What a shard is.</param>
/// <param name="kubectl">The program that the cluster is spoken to with.</param>
public sealed class KubernetesCluster(KubernetesOptions options, string kubectl = "kubectl") : ICluster
{
    private readonly ClusterProgram _kubectl = new(kubectl);

    /// <inheritdoc/>
    public string Kind => "kubernetes";

    /// <inheritdoc/>
    public string FileName => "job.yaml";

    /// <inheritdoc/>
    public bool KnowsJobsByName => true;

    private IEnumerable<string> Namespace => options.Namespace is { } name ? ["--namespace", name] : [];

    /// <inheritdoc/>
    public string Describe(ShardedCommand command, IReadOnlyList<int> shards, int attempt) => KubernetesManifest.For(command, shards, attempt, options);

    /// <inheritdoc/>
    public async Task<SubmittedJob> SubmitAsync(ShardedCommand command, IReadOnlyList<int> shards, int attempt, CancellationToken cancellationToken)
    {
        await _kubectl.AskAsync(["apply", "--filename", "-"], Describe(command, shards, attempt), cancellationToken).ConfigureAwait(false);
        return new SubmittedJob(KubernetesManifest.NameOf(command, attempt), shards);
    }

    /// <inheritdoc/>
    public async Task<QueueAnswer> QueueAsync(SubmittedJob job, CancellationToken cancellationToken)
    {
        var result = await _kubectl.RunAsync(["get", "job", job.Id, .. Namespace, "--output", "json"], null, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            return result.StandardError.Contains("NotFound", StringComparison.Ordinal) ? new QueueAnswer(new Dictionary<int, ShardPhase>()) : new QueueAnswer(null, _kubectl.ComplaintOf(result));
        }

        try
        {
            using var document = JsonDocument.Parse(result.StandardOutput);
            return new QueueAnswer(document.RootElement.TryGetProperty("status", out var status) ? PhasesOf(job, status) : job.Shards.ToDictionary(shard => shard, _ => ShardPhase.Pending));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new QueueAnswer(null, $"kubectl get job gave an answer that cannot be read: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public string CancelCommand(SubmittedJob job) => $"kubectl delete job {job.Id}{(options.Namespace is { } name ? $" --namespace {name}" : "")}";

    // The cluster says how many indexes run, not which: those with the lowest numbers are begun first.
    private static Dictionary<int, ShardPhase> PhasesOf(SubmittedJob job, JsonElement status)
    {
        if (status.TryGetProperty("conditions", out var conditions) && conditions.EnumerateArray().Any(HasEnded))
        {
            return [];
        }

        var ended = IndexesIn(status, "completedIndexes").Concat(IndexesIn(status, "failedIndexes")).ToHashSet();
        var running = status.TryGetProperty("ready", out var ready) ? ready.GetInt32() : 0;
        return Enumerable.Range(0, job.Shards.Count).Where(index => !ended.Contains(index)).Index()
            .ToDictionary(item => job.Shards[item.Item], item => item.Index < running ? ShardPhase.Running : ShardPhase.Pending);
    }

    private static bool HasEnded(JsonElement condition) =>
        condition.GetProperty("type").GetString() is "Complete" or "Failed" && condition.GetProperty("status").GetString() == "True";

    // "0,2-4"
    private static IEnumerable<int> IndexesIn(JsonElement status, string field)
    {
        var text = status.TryGetProperty(field, out var value) ? value.GetString() ?? "" : "";
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
            foreach (var index in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1))
            {
                yield return index;
            }
        }
    }
}
