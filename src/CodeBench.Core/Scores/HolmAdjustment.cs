namespace CodeBench.Core.Scores;

/// <summary>
/// p-values of several tests together: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979. The chance that any
/// of them is below a level where nothing differs is at most that level.
/// </summary>
public static class HolmAdjustment
{
    /// <summary>The adjusted p-values, in the same order.</summary>
    /// <param name="values">p-values from 0 to 1.</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var largest = 0.0;
        foreach (var (place, rank) in Enumerable.Range(0, values.Count).OrderBy(place => values[place]).Select((place, rank) => (place, rank)))
        {
            largest = Math.Max(largest, Math.Min(1, (values.Count - rank) * values[place]));
            adjusted[place] = largest;
        }

        return adjusted;
    }
}
