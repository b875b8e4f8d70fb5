using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>Opens sandboxes: finds or builds the image of a language and starts its workers.</summary>
public interface ISandboxProvider
{
    /// <summary>Opens the sandbox of a language.</summary>
    /// <param name="language">The language; its folder says how the image is built.</param>
    /// <param name="limits">The largest limits that any program will ask for; the containers are made for these.</param>
    /// <param name="workers">How many programs may run at once, 1 or more; of several engines in each.</param>
    /// <param name="cancellationToken">Stops waiting; what was begun is cleaned up.</param>
    /// <exception cref="Faults.MachineNotAbleException">No engine answers, or the image cannot be built; the message says what to do.</exception>
    Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken);
}
