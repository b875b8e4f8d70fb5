using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>
/// Judges a stream of programs with all workers busy: what was judged before is not run again, what is asked twice at once
/// is run once, and what timed out beside others is run again alone before it counts.
/// </summary>
/// <remarks>
/// One loop starts programs and takes their ends, so nothing in here needs a lock. Programs that are to run alone wait until
/// nothing else can be started: at the end of the stream or, in order, when the window is full.
/// </remarks>
/// <typeparam name="T">What the caller knows a program by.</typeparam>
/// <param name="sandbox">Where programs run.</param>
/// <param name="runner">Runs one.</param>
/// <param name="cache">What was judged before.</param>
/// <param name="options">How programs are run.</param>
internal sealed class JudgingPipeline<T>(ISandbox sandbox, ProgramRunner runner, IOutcomeCache cache, ExecutionOptions options)
{
    private const int FaultsPerWorker = 8;

    private readonly FaultBudget _budget = new(FaultsPerWorker * sandbox.Workers);
    // The loop goes on in the thread in which a program ended: waking another one for it would cost more than most of its rounds.
    private readonly Channel<JudgingJob<T>> _ended = Channel.CreateUnbounded<JudgingJob<T>>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly Dictionary<ProgramKey, List<JudgingJob<T>>> _waiting = [];
    private readonly HashSet<JudgingJob<T>> _running = [];
    private readonly Queue<JudgingJob<T>> _timedOut = new();
    private bool _alone;

    /// <summary>How the verdicts came about so far.</summary>
    public JudgingCounts Counts { get; private set; } = new();

    /// <summary>Yields an outcome for each program.</summary>
    /// <param name="items">The programs as the caller knows them; read as they are needed.</param>
    /// <param name="draftOf">Puts a program together.</param>
    /// <param name="window">
    /// Null to yield outcomes as they come; else they come in the order of the programs, and so many are read ahead of the
    /// one that is due: enough that a slow one stops nobody.
    /// </param>
    /// <param name="cancellationToken">Stops everything; programs under way are stopped before the enumeration ends.</param>
    /// <exception cref="Faults.MachineNotAbleException">Nothing can be run any more.</exception>
    public async IAsyncEnumerable<Judged<T>> RunAsync(
        IEnumerable<T> items, Func<T, ProgramDraft> draftOf, int? window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var source = items.GetEnumerator();
        var results = new JudgingResults<T>(inOrder: window is not null);
        var more = true;
        try
        {
            while (true)
            {
                stop.Token.ThrowIfCancellationRequested();
                if (more && !_alone && _running.Count < sandbox.Capacity && results.Ahead < (window ?? int.MaxValue))
                {
                    more = source.MoveNext();
                    if (more)
                    {
                        var draft = draftOf(source.Current);
                        Take(new JudgingJob<T>(results.Next(), source.Current, draft, KeyOf(draft)), results, stop.Token);
                    }
                }
                else if (_running.Count > 0)
                {
                    var job = await _ended.Reader.ReadAsync(stop.Token).ConfigureAwait(false);
                    _running.Remove(job);
                    End(job, await job.End!.ConfigureAwait(false), results);
                }
                else if (_timedOut.Count > 0)
                {
                    StartAlone(stop.Token);
                }
                else if (!more)
                {
                    break;
                }

                while (results.TryTake(out var result))
                {
                    yield return result;
                }
            }
        }
        finally
        {
            // Programs that were begun must end before the sandbox goes; their outcomes are nobody's any more.
            await stop.CancelAsync().ConfigureAwait(false);
            while (_running.Count > 0)
            {
                _running.Remove(await _ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false));
            }
        }
    }

    private ProgramKey KeyOf(ProgramDraft draft) => ProgramKey.Of(draft, sandbox.ImageDigest, options.Proof);

    private void Take(JudgingJob<T> job, JudgingResults<T> results, CancellationToken cancellationToken)
    {
        if (cache.Find(job.Key) is { } known)
        {
            Counts = Counts with { Known = Counts.Known + 1 };
            results.Add(job, known);
        }
        else if (_waiting.TryGetValue(job.Key, out var followers))
        {
            followers.Add(job);
        }
        else
        {
            _waiting.Add(job.Key, []);
            Start(job, cancellationToken);
        }
    }

    private void Start(JudgingJob<T> job, CancellationToken cancellationToken)
    {
        _running.Add(job);
        if (_running.Count > 1 && sandbox.Workers > 1)
        {
            foreach (var one in _running)
            {
                one.HadCompany = true;
            }
        }

        _ = RunAsync(job, cancellationToken);
    }

    private void StartAlone(CancellationToken cancellationToken)
    {
        _alone = true;
        while (_running.Count < Math.Min(options.WorkersAlone, sandbox.Workers) && _timedOut.TryDequeue(out var job))
        {
            Start(job, cancellationToken);
        }
    }

    private async Task RunAsync(JudgingJob<T> job, CancellationToken cancellationToken)
    {
        // The loop reads every end, so whatever happens here has to become one.
        job.End = runner.RunAsync(job.Draft, options.Proof, cancellationToken);
        await ((Task)job.End).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Writer.TryWrite(job);
    }

    private void End(JudgingJob<T> job, Outcome outcome, JudgingResults<T> results)
    {
        _budget.Count(outcome);
        var wasAlone = _alone;
        _alone &= _running.Count > 0;
        if (outcome.Verdict == Verdict.TimedOut && job.HadCompany && !wasAlone)
        {
            _timedOut.Enqueue(job);
            return;
        }

        if (wasAlone)
        {
            Counts = Counts with
            {
                RunAlone = Counts.RunAlone + 1,
                // A fault of ours says nothing about the program: it is judged by another start.
                ChangedAlone = Counts.ChangedAlone + (outcome.Verdict is Verdict.TimedOut or Verdict.SandboxFault ? 0 : 1),
            };
        }

        if (IsWorthKeeping(job.Draft, outcome))
        {
            cache.Keep(job.Key, outcome);
        }

        _waiting.Remove(job.Key, out var followers);
        results.Add(job, outcome);
        foreach (var follower in followers!)
        {
            Counts = Counts with { Known = Counts.Known + 1 };
            results.Add(follower, outcome);
        }
    }

    // Who ran out of wall time without having used up its processor time may have waited for a machine that others kept busy.
    private static bool IsWorthKeeping(ProgramDraft draft, Outcome outcome) => outcome.Verdict switch
    {
        Verdict.SandboxFault => false,
        Verdict.TimedOut => outcome.CpuTime >= (draft.LeastLimit ?? draft.Steps[^1].Limits.CpuTime),
        _ => true,
    };
}
