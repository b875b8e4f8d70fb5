using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Endpoints;

/// <summary>Many samples on their way together, no more than so many, and no more than so many that nobody has taken yet.</summary>
/// <param name="ask">Gets a sample. The first token ends its waiting and trying again, the second what is on its way.</param>
/// <param name="concurrency">How many.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestFlow(
    Func<CompletionRequest, int, CancellationToken, CancellationToken, Task<GeneratedCompletion>> ask, int concurrency, TimeProvider time)
{
    // What is on its way when one has failed for good was paid for: it may still come.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly List<Exception> _failures = [];

    /// <summary>Gets all samples of all prompts, those of a prompt one after the other: servers keep what they know of a prompt for a while.</summary>
    /// <exception cref="InvalidInputException">The server refuses something.</exception>
    /// <exception cref="MachineNotAbleException">The server is gone.</exception>
    public async IAsyncEnumerable<GeneratedCompletion> RunAsync(IReadOnlyList<CompletionRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort.Token, cancellationToken);
        using var interruption = cancellationToken.UnsafeRegister(_ => abort.Cancel(), null);
        using var wanted = requests.SelectMany(request => request.Samples.Select(sample => (request, sample))).GetEnumerator();
        var finished = Channel.CreateBounded<GeneratedCompletion>(concurrency);
        var working = WorkAsync();
        try
        {
            // Not ended by an interruption: what has come is handed on.
            await foreach (var completion in finished.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return completion;
            }
        }
        finally
        {
            await abort.CancelAsync().ConfigureAwait(false);
            // A reader that has gone takes nothing any more, and nobody may wait for that.
            await foreach (var _ in finished.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
            }

            await working.ConfigureAwait(false);
        }

        ThrowIfAny();
        cancellationToken.ThrowIfCancellationRequested();

        async Task WorkAsync()
        {
            var workers = Math.Min(concurrency, requests.Sum(request => request.Samples.Count));
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(AskInTurnAsync, CancellationToken.None))).ConfigureAwait(false);
            finished.Writer.Complete();
        }

        async Task AskInTurnAsync()
        {
            while (Next() is var (request, sample))
            {
                try
                {
                    var completion = await ask(request, sample, stop.Token, abort.Token).ConfigureAwait(false);
                    await finished.Writer.WriteAsync(completion, CancellationToken.None).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception exception)
                {
                    Take(exception);
                    abort.CancelAfter(Grace);
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }
        }

        (CompletionRequest Request, int Sample)? Next()
        {
            lock (_lock)
            {
                return !stop.IsCancellationRequested && wanted.MoveNext() ? wanted.Current : null;
            }
        }
    }

    private void Take(Exception exception)
    {
        lock (_lock)
        {
            _failures.Add(exception);
        }
    }

    // A fault of ours before everything, then what the user can mend: all of it, for several prompts may be wrong.
    private void ThrowIfAny()
    {
        if (_failures.Find(failure => failure is not (InvalidInputException or MachineNotAbleException)) is { } bug)
        {
            ExceptionDispatchInfo.Throw(bug);
        }

        var faults = _failures.OfType<InvalidInputException>().SelectMany(failure => failure.Faults).Distinct().ToList();
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        if (_failures.Count > 0)
        {
            ExceptionDispatchInfo.Throw(_failures[0]);
        }
    }
}
