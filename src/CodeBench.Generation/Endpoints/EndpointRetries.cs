using Polly;
using Polly.Retry;

namespace CodeBench.Generation.Endpoints;

/// <summary>Tries again what may succeed later: after the time that the server names, else after ever longer ones, drawn so that requests do not come all at once.</summary>
/// <param name="throttle">Slowed down where the server is busy.</param>
/// <param name="address">The server.</param>
/// <param name="progress">Told that something is tried again, and that it goes on.</param>
/// <param name="time">The clock.</param>
internal sealed class EndpointRetries(Throttle throttle, Uri address, IProgress<string> progress, TimeProvider time)
{
    /// <summary>How often a request is tried: about two minutes, answers not counted.</summary>
    public const int Tries = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // A busy server is not a broken one: as long as it serves somebody, the others wait.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private int _failing;

    /// <summary>Sends one request, again and again where that may help.</summary>
    /// <param name="send">Sends it once.</param>
    /// <param name="tries">How often at most; being turned away by a busy server does not count.</param>
    /// <param name="cancellationToken">Ends the waiting; a request that is on its way is <paramref name="send"/>'s to end.</param>
    /// <exception cref="EndpointFailure">The last failure.</exception>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> send, int tries, CancellationToken cancellationToken)
    {
        var (failed, round) = (0, 0);
        var pipeline = new ResiliencePipelineBuilder<T> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<T>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception switch
                {
                    EndpointFailure { Kind: FailureKind.Passing } => ++failed < tries,
                    EndpointFailure { Kind: FailureKind.Busy } => throttle.SinceServed < Patience,
                    _ => false,
                }),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as EndpointFailure)?.Wait),
                OnRetry = attempt =>
                {
                    var failure = (EndpointFailure)attempt.Outcome.Exception!;
                    if (failure.Kind == FailureKind.Busy)
                    {
                        throttle.SlowDown(attempt.RetryDelay, round);
                    }

                    Tell(failure);
                    return default;
                },
            })
            .Build();
        var result = await pipeline.ExecuteAsync(async token => await OnceAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _failing) == 1 && Interlocked.Exchange(ref _failing, 0) == 1)
        {
            progress.Report($"The server at {address} answers again");
        }

        return result;

        async Task<T> OnceAsync(CancellationToken token)
        {
            round = await throttle.EnterAsync(token).ConfigureAwait(false);
            var served = false;
            try
            {
                var answer = await send(token).ConfigureAwait(false);
                served = true;
                return answer;
            }
            finally
            {
                throttle.Leave(served);
            }
        }
    }

    // Once for all requests.
    private void Tell(EndpointFailure failure)
    {
        if (Interlocked.Exchange(ref _failing, 1) == 0)
        {
            progress.Report($"The server at {address} {failure.Message}: trying again");
        }
    }
}
