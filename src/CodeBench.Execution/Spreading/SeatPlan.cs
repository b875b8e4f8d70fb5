using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Spreading;

/// <summary>Gives programs places at engines: always where the load is least, so that a fast engine, whose places get free sooner, has more.</summary>
/// <param name="members">The engines.</param>
internal sealed class SeatPlan(IReadOnlyList<SpreadMember> members)
{
    private readonly Lock _changing = new();
    private readonly Queue<TaskCompletionSource<SpreadSeat>> _waiting = new();
    private bool _givenUp;
    private long _runs;

    /// <summary>How many programs have been run.</summary>
    public long Runs => Interlocked.Read(ref _runs);

    /// <summary>How many engines are there.</summary>
    public int Present
    {
        get
        {
            lock (_changing)
            {
                return members.Count(member => member.Sandbox is not null);
            }
        }
    }

    /// <summary>A place; waits until there is one.</summary>
    /// <exception cref="MachineNotAbleException">No engine was left for too long.</exception>
    public async Task<SpreadSeat> TakeAsync(CancellationToken cancellationToken)
    {
        var seat = new TaskCompletionSource<SpreadSeat>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            if (_givenUp)
            {
                throw AllGone();
            }

            _waiting.Enqueue(seat);
            Serve();
        }

        await using var cancelled = cancellationToken.Register(() => seat.TrySetCanceled(cancellationToken));
        return await seat.Task.ConfigureAwait(false);
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="seat">The place.</param>
    /// <param name="hasRun">Whether the program was run there.</param>
    public void Leave(SpreadSeat seat, bool hasRun)
    {
        Interlocked.Add(ref _runs, hasRun ? 1 : 0);
        lock (_changing)
        {
            // One that was lost meanwhile has counted anew.
            if (ReferenceEquals(seat.Member.Sandbox, seat.Sandbox))
            {
                seat.Member.Busy--;
                seat.Member.HasRun |= hasRun;
                Serve();
            }
        }
    }

    /// <summary>An engine takes programs.</summary>
    public void Open(SpreadMember member, ISandbox sandbox)
    {
        lock (_changing)
        {
            _givenUp = false;
            member.Open(sandbox);
            Serve();
        }
    }

    /// <summary>An engine is away.</summary>
    /// <param name="member">The engine.</param>
    /// <param name="sandbox">The sandbox that was lost: another one may stand in its place already.</param>
    /// <param name="reason">Why.</param>
    /// <returns>Whether this is news.</returns>
    public bool Lose(SpreadMember member, ISandbox sandbox, string reason)
    {
        lock (_changing)
        {
            if (!ReferenceEquals(member.Sandbox, sandbox))
            {
                return false;
            }

            member.Lose(reason);
            return true;
        }
    }

    /// <summary>No engine is left, and nobody waits any longer, unless one has come back at this moment.</summary>
    public void GiveUp()
    {
        lock (_changing)
        {
            if (members.Any(member => member.Sandbox is not null))
            {
                return;
            }

            _givenUp = true;
            while (_waiting.TryDequeue(out var seat))
            {
                seat.TrySetException(AllGone());
            }
        }
    }

    private MachineNotAbleException AllGone() => new(EngineAdvice.AllGone(members.Select(member => $"{member.Place.Name}: {member.Reason}")));

    private void Serve()
    {
        while (_waiting.Count > 0 && members.Where(member => member.Free > 0).MinBy(member => member.Load) is { } member)
        {
            // Whoever has given up meanwhile takes none.
            if (_waiting.Dequeue().TrySetResult(new SpreadSeat(member, member.Sandbox!, member.Lost)))
            {
                member.Busy++;
            }
        }
    }
}
