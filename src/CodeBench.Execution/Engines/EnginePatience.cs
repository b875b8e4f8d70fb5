using CodeBench.Execution.Containers;
using Docker.DotNet;
using Polly;
using Polly.Retry;

namespace CodeBench.Execution.Engines;

/// <summary>
/// Tries again what an engine fails at, for a while: engines are restarted, and full disks emptied. The while begins with the
/// first failure, so that what is merely slow has its time.
/// </summary>
/// <param name="engine">The engine; a private one is started again where it has ended.</param>
/// <param name="patience">For how long.</param>
/// <param name="progress">Told that it is waited for, and that it goes on.</param>
/// <param name="time">The clock.</param>
internal sealed class EnginePatience(Engine engine, TimeSpan patience, IProgress<string> progress, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private int _waiting;

    /// <summary>Whether there is any.</summary>
    public bool Waits => patience > TimeSpan.Zero;

    /// <summary>Runs an action until it succeeds, or fails in a way that waiting does not mend, or patience ends.</summary>
    /// <returns>What the action gave. Its last failure goes through to the caller.</returns>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        long? since = null;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = failure =>
                {
                    since ??= time.GetTimestamp();
                    return ValueTask.FromResult(
                        failure.Outcome.Exception is { } exception && CanPass(exception) && time.GetElapsedTime(since.Value) < patience);
                },
                OnRetry = async retry =>
                {
                    Tell(retry.Outcome.Exception!);
                    await engine.RestartAsync(progress, retry.Context.CancellationToken).ConfigureAwait(false);
                },
            })
            .Build();
        var result = await pipeline.ExecuteAsync(async token => await action(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (since is not null && Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            progress.Report($"The container engine at {engine.Endpoint} starts containers again");
        }

        return result;
    }

    // A request that the engine finds wrong stays wrong, and an image that is not there does not come back by itself. One
    // that does not answer has been waited for already.
    private static bool CanPass(Exception exception) =>
        EngineFailure.Is(exception)
        && exception is not (DockerImageNotFoundException or TimeoutException or DockerApiException { StatusCode: System.Net.HttpStatusCode.BadRequest });

    // Once for all workers.
    private void Tell(Exception exception)
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            progress.Report(
                $"The container engine at {engine.Endpoint} starts no container ({EngineFailure.Describe(exception)}): trying again for {patience.TotalSeconds:0} s");
        }
    }
}
