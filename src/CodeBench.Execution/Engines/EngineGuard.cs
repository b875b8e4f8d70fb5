using CodeBench.Core.Faults;

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
        long? since = null;
        while (await Task.WhenAny(doing, Task.Delay(Interval, time, hangs.Token)).ConfigureAwait(false) != doing)
        {
            if (hangs.IsCancellationRequested)
            {
                break; // the action learns it too
            }

            var asked = time.GetTimestamp();
            since = await engine.AnswersAsync(hangs.Token).ConfigureAwait(false) ? null : since ?? asked;
            if (since is { } first && time.GetElapsedTime(first) >= limit)
            {
                await hangs.CancelAsync().ConfigureAwait(false);
                await ((Task)doing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new MachineNotAbleException(EngineAdvice.Gone(engine.Endpoint));
            }
        }

        return await doing.ConfigureAwait(false);
    }
}
