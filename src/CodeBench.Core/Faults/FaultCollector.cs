namespace CodeBench.Core.Faults;

/// <summary>Gathers what is wrong with an input from all its parts, so that the user hears of everything at once.</summary>
/// <param name="most">More are not taken, so that nobody drowns; then the last one says so.</param>
public sealed class FaultCollector(int most = int.MaxValue)
{
    private readonly List<Fault> _faults = [];

    /// <summary>Whether no more are taken: a reader may as well stop.</summary>
    public bool IsFull => _faults.Count >= most;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>All that were taken, in the order of the input.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Takes a fault.</summary>
    public void Add(Fault fault)
    {
        if (IsFull)
        {
            return;
        }

        _faults.Add(fault);
        if (_faults.Count == most)
        {
            var message = $"Reading stopped here: these are the first {most} faults; mend them and try again.";
            _faults.Add(new Fault(fault.Where, null, null, message));
        }
    }

    /// <summary>Takes the faults of a part; one that was there before is not said twice.</summary>
    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults.Where(fault => !_faults.Contains(fault)))
        {
            Add(fault);
        }
    }

    /// <summary>Does one part; its faults are kept, and the others' turn comes.</summary>
    /// <returns>The part's result, or null where it has faults.</returns>
    public T? Try<T>(Func<T> part)
        where T : class
    {
        try
        {
            return part();
        }
        catch (InvalidInputException exception)
        {
            AddRange(exception.Faults);
            return null;
        }
    }

    /// <summary>Does one part that has no result; its faults are kept, and the others' turn comes.</summary>
    public void Try(Action part) => Try(() =>
    {
        part();
        return this;
    });

    /// <summary>Does one part that takes its time; its faults are kept, and the others' turn comes.</summary>
    /// <returns>The part's result, or null where it has faults.</returns>
    public async Task<T?> TryAsync<T>(Func<Task<T>> part)
        where T : class
    {
        try
        {
            return await part().ConfigureAwait(false);
        }
        catch (InvalidInputException exception)
        {
            AddRange(exception.Faults);
            return null;
        }
    }

    /// <summary>Ends the gathering; does nothing where there is no fault.</summary>
    /// <exception cref="InvalidInputException">All faults.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new InvalidInputException([.. _faults]);
        }
    }
}
