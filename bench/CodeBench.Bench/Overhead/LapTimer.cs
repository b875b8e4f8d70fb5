using CodeBench.Bench.Measuring;

namespace CodeBench.Bench.Overhead;

/// <summary>Takes the time of one thing after the other; what has the same name is added up.</summary>
/// <param name="time">The clock.</param>
internal sealed class LapTimer(TimeProvider time)
{
    private readonly OrderedDictionary<string, Lap> _laps = [];

    /// <summary>What was measured so far.</summary>
    public IReadOnlyList<Lap> Laps => [.. _laps.Values];

    /// <summary>Measures something that gives a result.</summary>
    public T Take<T>(string name, Func<T> work)
    {
        var start = time.GetTimestamp();
        var result = work();
        Add(name, start);
        return result;
    }

    /// <summary>Measures the same work for each of a list.</summary>
    public List<TResult> Each<T, TResult>(string name, IEnumerable<T> items, Func<T, TResult> work)
    {
        var all = items.ToList();
        return Take(name, () => all.ConvertAll(item => work(item)));
    }

    /// <summary>Measures something that takes its time.</summary>
    public async Task TakeAsync(string name, Func<Task> work)
    {
        var start = time.GetTimestamp();
        await work();
        Add(name, start);
    }

    private void Add(string name, long start)
    {
        var before = _laps.TryGetValue(name, out var lap) ? lap.WallTime : TimeSpan.Zero;
        _laps[name] = new Lap(name, before + time.GetElapsedTime(start), ProcFile.OfThisProcess().PeakMemory());
    }
}
