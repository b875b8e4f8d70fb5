namespace CodeBench.Submission;

/// <summary>What a shard is on a Kubernetes cluster.</summary>
public sealed record KubernetesOptions
{
    /// <summary>The container image that CodeBench is in.</summary>
    public required string Image { get; init; }

    /// <summary>The claim of the volume that the run's folder lies on.</summary>
    public required string VolumeClaim { get; init; }

    /// <summary>Where the volume is mounted, here and in the containers; a full path above the run's folder.</summary>
    public required string VolumeMount { get; init; }

    /// <summary>The namespace; null for kubectl's own.</summary>
    public string? Namespace { get; init; }

    /// <summary>GPUs of a shard; null for none.</summary>
    public int? Gpus { get; init; }

    /// <summary>Processors of a shard; null leaves it to the cluster.</summary>
    public int? Cpus { get; init; }

    /// <summary>Memory of a shard, as Kubernetes has it: "32Gi"; null leaves it to the cluster.</summary>
    public string? Memory { get; init; }

    /// <summary>How often the cluster tries a shard again that failed, 0 or more.</summary>
    public int Retries { get; init; }
}
