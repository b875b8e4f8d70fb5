namespace CodeBench.Core.Faults;

/// <summary>Collects the faults of one input, so that a reader can go on behind the first; up to a most, so that nobody drowns.</summary>
internal sealed class FaultList(int most = int.MaxValue)
{
    private readonly List<Fault> _faults = [];

    /// <summary>Whether no more are taken: the reader may as well stop.</summary>
    public bool IsFull => _faults.Count >= most;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>All that were taken.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Takes a fault; where it is the last that is taken, one more line says so.</summary>
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

    /// <summary>Takes the faults of another input.</summary>
    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <summary>Does nothing where the list is empty.</summary>
    /// <exception cref="InvalidInputException">All faults.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new InvalidInputException(_faults);
        }
    }
}
