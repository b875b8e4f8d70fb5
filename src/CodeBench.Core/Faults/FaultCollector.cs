namespace CodeBench.Core.Faults;

/// <summary>Gathers what is wrong with an input from all its parts, so that the user hears of everything at once.</summary>
public sealed class FaultCollector
{
    private readonly List<Fault> _faults = [];

    /// <summary>Adds a fault.</summary>
    public void Add(Fault fault) => _faults.Add(fault);

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
            _faults.AddRange(exception.Faults);
            return null;
        }
    }

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
            _faults.AddRange(exception.Faults);
            return null;
        }
    }

    /// <summary>Ends the gathering.</summary>
    /// <exception cref="InvalidInputException">There are faults: all of them, each once.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException([.. _faults.Distinct()]);
        }
    }
}
