using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>No sample has two lines in a file of a run: it would count twice, and which of them is true nobody knows.</summary>
internal static class EachSampleOnce
{
    private const int MostFaults = 20;

    /// <summary>Requires it of a file of which nothing else is asked.</summary>
    /// <param name="file">The file; an absent one has no lines.</param>
    /// <param name="keyOf">A line's key.</param>
    /// <exception cref="InvalidInputException">As <see cref="Read"/> has it.</exception>
    public static void Require<T>(JsonLinesFile<T> file, Func<T, SampleKey> keyOf) => _ = Read(file, keyOf).Count();

    /// <summary>Reads a file's lines, in order, and requires it of them at their end.</summary>
    /// <param name="file">The file; an absent one has no lines.</param>
    /// <param name="keyOf">A line's key.</param>
    /// <exception cref="InvalidInputException">The lines whose samples stand further up, the first twenty of them; or a line is damaged.</exception>
    public static IEnumerable<T> Read<T>(JsonLinesFile<T> file, Func<T, SampleKey> keyOf)
    {
        var faults = new FaultCollector(MostFaults);
        // By problem: the names of each line, which are strings of its own, would stay in memory otherwise.
        var lines = new Dictionary<SampleKey, Dictionary<int, int>>();
        foreach (var (line, place) in file.ReadPlaces())
        {
            var key = keyOf(line);
            var problem = key with { Sample = 0 };
            if (!lines.TryGetValue(problem, out var samples))
            {
                lines.Add(problem, samples = []);
            }

            if (!samples.TryAdd(key.Sample, place.Number))
            {
                faults.Add(new Fault(
                    file.Path,
                    place.Number,
                    key.TaskId,
                    $"sample {key.Sample} ({key.Suite}, {key.Language}) stands in line {samples[key.Sample]} already: delete one of the two lines"));
                if (faults.IsFull)
                {
                    break;
                }
            }

            yield return line;
        }

        faults.ThrowIfAny();
    }
}
