namespace CodeBench.Core.Reports.Samples;

/// <summary>What a page knows of its samples before it unpacks any text: columns of numbers, which pack to a few bytes a sample.</summary>
public sealed record SampleIndex
{
    /// <summary>The problems; those of several runs, each once, as the first of them knows it.</summary>
    public required IReadOnlyList<SampledProblem> Problems { get; init; }

    /// <summary>The words of all verdicts; columns hold indices into them.</summary>
    public required IReadOnlyList<string> Verdicts { get; init; }

    /// <summary>Each sample's problem.</summary>
    public required IReadOnlyList<int> Problem { get; init; }

    /// <summary>Each sample's number.</summary>
    public required IReadOnlyList<int> Sample { get; init; }

    /// <summary>The runs: one, or two beside each other.</summary>
    public required IReadOnlyList<RunColumns> Runs { get; init; }

    /// <summary>Makes the index of one run, or of several beside each other.</summary>
    /// <param name="runs">The runs.</param>
    public static SampleIndex Of(IReadOnlyList<RunSamples> runs)
    {
        var problems = new OrderedDictionary<(string Suite, string Language, string TaskId), SampledProblem>();
        foreach (var problem in runs.SelectMany(run => run.Problems))
        {
            problems.TryAdd((problem.Suite, problem.Language, problem.TaskId), problem);
        }

        var maps = runs.Select(run => run.Problems.Select(problem => problems.IndexOf((problem.Suite, problem.Language, problem.TaskId))).ToArray()).ToList();
        var keys = runs.Zip(maps).SelectMany(pair => pair.First.Rows.Select(row => (Problem: pair.Second[row.Problem], row.Sample))).Distinct().Order().ToList();
        var places = keys.Index().ToDictionary(item => item.Item, item => item.Index);
        SampledProblem[] known = [.. problems.Values];
        return new SampleIndex
        {
            Problems = known,
            Verdicts = RunColumns.Words,
            Problem = [.. keys.Select(key => key.Problem)],
            Sample = [.. keys.Select(key => key.Sample)],
            Runs = [.. runs.Zip(maps).Select(pair => RunColumns.Of(pair.First, pair.Second, places, known))],
        };
    }
}
