namespace CodeBench.Execution.Sandboxes;

/// <summary>How the containers of a sandbox share the machine's processors.</summary>
public enum CpuSharing
{
    /// <summary>Each may use as much as one processor, whichever is free.</summary>
    Shared,

    /// <summary>Each is bound to one processor: steadier times, but a busy processor is not left for a free one.</summary>
    Pinned,
}
