using System.Globalization;
using YamlDotNet.Serialization;

namespace CodeBench.Submission;

/// <summary>The manifest of an Indexed Job: an index for each shard.</summary>
internal static class KubernetesManifest
{
    private const string Container = "shard";
    private const string Volume = "runs";

    // A DNS label has 63 letters, and an index's host is called after its job: "-9999" comes behind it.
    private const int LongestName = 63 - 5;

    /// <summary>What the job is called.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="attempt">The number of the job among those of this run, counted from 1.</param>
    public static string NameOf(ShardedCommand command, int attempt)
    {
        var tail = string.Create(CultureInfo.InvariantCulture, $"{(command.Word is { } word ? $"-{word}" : "")}-{attempt}");
        return command.NameWithin(LongestName - tail.Length) + tail;
    }

    /// <summary>The manifest, as YAML.</summary>
    public static string For(ShardedCommand command, IReadOnlyList<int> shards, int attempt, KubernetesOptions options)
    {
        var script = $"set -- {string.Join(' ', shards)}\nshift \"$JOB_COMPLETION_INDEX\"\nshard=$1\n{ShardScript.For(command)}";
        var container = new Dictionary<string, object>
        {
            ["name"] = Container,
            ["image"] = options.Image,
            ["command"] = new[] { "/bin/sh", "-c", script },
            ["volumeMounts"] = new[] { new Dictionary<string, object> { ["name"] = Volume, ["mountPath"] = options.VolumeMount } },
        };
        if (Limits(options) is { Count: > 0 } limits)
        {
            container["resources"] = new Dictionary<string, object> { ["limits"] = limits };
        }

        var pod = new Dictionary<string, object>
        {
            ["restartPolicy"] = "Never",
            ["containers"] = new[] { container },
            ["volumes"] = new[]
            {
                new Dictionary<string, object> { ["name"] = Volume, ["persistentVolumeClaim"] = new Dictionary<string, object> { ["claimName"] = options.VolumeClaim } },
            },
        };
        var job = new Dictionary<string, object>
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = Metadata(NameOf(command, attempt), options.Namespace),
            ["spec"] = new Dictionary<string, object>
            {
                ["completionMode"] = "Indexed",
                ["completions"] = shards.Count,
                ["parallelism"] = shards.Count,
                ["backoffLimitPerIndex"] = options.Retries,
                ["podFailurePolicy"] = BadInputFails(),
                ["template"] = new Dictionary<string, object> { ["spec"] = pod },
            },
        };
        return new SerializerBuilder().WithQuotingNecessaryStrings().WithEventEmitter(next => new LiteralTexts(next)).Build().Serialize(job);
    }

    private static Dictionary<string, object> Metadata(string name, string? @namespace)
    {
        var metadata = new Dictionary<string, object> { ["name"] = name };
        if (@namespace is not null)
        {
            metadata["namespace"] = @namespace;
        }

        metadata["labels"] = new Dictionary<string, object> { ["app.kubernetes.io/name"] = "codebench" };
        return metadata;
    }

    private static Dictionary<string, object> Limits(KubernetesOptions options)
    {
        var limits = new Dictionary<string, object>();
        if (options.Gpus is { } gpus)
        {
            limits["nvidia.com/gpu"] = gpus;
        }

        if (options.Cpus is { } cpus)
        {
            limits["cpu"] = cpus;
        }

        if (options.Memory is { } memory)
        {
            limits["memory"] = memory;
        }

        return limits;
    }

    // What is wrong with the command line is no better the second time.
    private static Dictionary<string, object> BadInputFails() => new()
    {
        ["rules"] = new[]
        {
            new Dictionary<string, object>
            {
                ["action"] = "FailIndex",
                ["onExitCodes"] = new Dictionary<string, object> { ["containerName"] = Container, ["operator"] = "In", ["values"] = new[] { ShardStatus.BadInput } },
            },
        },
    };
}
