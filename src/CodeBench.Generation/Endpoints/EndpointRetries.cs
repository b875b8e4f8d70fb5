using Polly;
using Polly.Retry;

namespace CodeBench.Generation.Endpoints;

/// <summary>Tries again what may succeed later: after the time that the server names, else after ever longer ones, drawn so that requests do not come all at once.</summary>
/// <param name="throttle">Slowed down where the server is busy.</param>
/// <param name="address">The server.</param>
/// <param name="progress">Told that something is tried again, now and then: servers may fail a little all night.</param>
/// <param name="time">The clock.</param>
internal sealed class EndpointRetries(Throttle throttle, Uri address, IProgress<string> progress, TimeProvider time)
{
    /// <summary>How often a request is tried: about two minutes, answers not counted.</summary>
    public const int Tries = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // A busy server is not a broken one: as long as it serves somebody, the others wait. A pause that it asks for does not use that up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _again;
    private long? _told;

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
                    EndpointFailure { Kind: FailureKind.Busy } => throttle.SinceServed < Patience + throttle.LongestPause,
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
        return await pipeline.ExecuteAsync(async token => await OnceAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

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

    private void Tell(EndpointFailure failure)
    {
        lock (_lock)
        {
            _again++;
            if (_told is { } told && time.GetElapsedTime(told) < Quiet)
            {
                return;
            }

            _told = time.GetTimestamp();
            progress.Report(FormattableString.Invariant($"The server at {address} {failure.Message}: trying again ({_again} so far)"));
        }
    }
}
