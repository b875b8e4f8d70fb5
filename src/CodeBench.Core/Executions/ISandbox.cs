using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>A place where programs of one language run, each apart from the others and from the machine.</summary>
/// <remarks>
/// Any number of calls may be under way at once; those beyond the capacity wait. Nothing that one program leaves (files,
/// processes, shared memory) is seen by the next.
/// </remarks>
public interface ISandbox : IAsyncDisposable
{
    /// <summary>
    /// The content address of all that programs are compiled and run with: the image, and a compiler outside of it where there
    /// is one. The same digest means the same environment.
    /// </summary>
    string ImageDigest { get; }

    /// <summary>How many programs run at once.</summary>
    int Workers { get; }

    /// <summary>
    /// How many programs it takes at once: those that run, and those that lie ready behind them, so that no worker waits for
    /// its caller. At least <see cref="Workers"/>.
    /// </summary>
    int Capacity { get; }

    /// <summary>Runs a program's steps in order, up to the first that fails.</summary>
    /// <returns>A report for each step that was run, at least one.</returns>
    /// <exception cref="SandboxException">The sandbox itself failed, also after its own new try. Never for what a program does.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the program was stopped.</exception>
    Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken);
}
