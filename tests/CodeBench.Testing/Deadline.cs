namespace CodeBench.Testing;

/// <summary>A bound for what happens before and after a test: xunit's Timeout holds for the test alone, and what hangs there hangs for ever.</summary>
public static class Deadline
{
    /// <summary>Does something that must be done in time.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="what">Its name, for whoever reads that it took longer.</param>
    /// <param name="work">Does it until its token is cancelled.</param>
    /// <param name="cancellationToken">Ends it earlier.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public static async Task KeepAsync(TimeSpan limit, string what, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{what} took more than {limit.TotalSeconds} s", exception);
        }
    }
}
