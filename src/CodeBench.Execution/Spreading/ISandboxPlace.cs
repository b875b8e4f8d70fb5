using CodeBench.Core.Executions;

namespace CodeBench.Execution.Spreading;

/// <summary>One of several engines, as seen by who spreads programs over them.</summary>
internal interface ISandboxPlace
{
    /// <summary>What users know it by: where it listens.</summary>
    string Name { get; }

    /// <summary>How many programs run there at once, 1 or more.</summary>
    int Workers { get; }

    /// <summary>Opens a sandbox there, also again after it was lost. Its programs fail with <see cref="Sandboxes.EngineLostException"/> where the engine goes away.</summary>
    /// <exception cref="Core.Faults.MachineNotAbleException">It cannot be opened now.</exception>
    Task<ISandbox> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Whether the engine answers.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);
}
