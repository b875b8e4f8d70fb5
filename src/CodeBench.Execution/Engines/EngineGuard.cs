using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Engines;

/// <summary>Ends what may take any time, a build for instance, where the engine answers nothing any more.</summary>
/// <param name="engine">The engine.</param>
/// <param name="limit">The most time without an answer.</param>
/// <param name="time">The clock.</param>
internal sealed class EngineGuard(Engine engine, TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Does something with the engine.</summary>
    /// <exception cref="MachineNotAbleException">The engine hangs; the action was cancelled.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var hangs = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var doing = action(hangs.Token);
        if (await HangsAsync(doing, hangs.Token).ConfigureAwait(false))
        {
            await hangs.CancelAsync().ConfigureAwait(false);
            await ((Task)doing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new MachineNotAbleException(EngineAdvice.Gone(engine.Endpoint));
        }

        try
        {
            return await doing.ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && EngineFailure.Is(exception))
        {
            // A connection that is closed because nobody waits any more says nothing of the engine.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    /// <summary>Watches the engine until the action has ended or been told to, or nothing was answered for too long.</summary>
    private async Task<bool> HangsAsync(Task doing, CancellationToken stop)
    {
        long? since = null;
        while (await Task.WhenAny(doing, Task.Delay(Interval, time, stop)).ConfigureAwait(false) != doing && !stop.IsCancellationRequested)
        {
            var asked = time.GetTimestamp();
            try
            {
                since = await engine.AnswersAsync(stop).ConfigureAwait(false) ? null : since ?? asked;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break; // The action learns it too, and what it has to clear away is waited for.
            }

            if (since is { } first && time.GetElapsedTime(first) >= limit)
            {
                return true;
            }
        }

        return false;
    }
}
