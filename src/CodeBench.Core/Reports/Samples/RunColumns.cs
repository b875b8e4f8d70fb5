using CodeBench.Core.Languages;

namespace CodeBench.Core.Reports.Samples;

/// <summary>What came of each sample in one run: a column for each thing, all of the same length; -1 where the run has no such sample.</summary>
public sealed record RunColumns
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the run knows of problems otherwise than the page (<see cref="SampleIndex.Problems"/>), each in the problem's place: its prompt, its programs' frame; null where that is nothing.</summary>
    public IReadOnlyList<SampledProblem?>? Problems { get; init; }

    /// <summary>The verdicts: indices into the words.</summary>
    public required IReadOnlyList<int> Verdict { get; init; }

    /// <summary>Wall times in milliseconds.</summary>
    public required IReadOnlyList<int> Wall { get; init; }

    /// <summary>Processor times in milliseconds.</summary>
    public required IReadOnlyList<int> Cpu { get; init; }

    /// <summary>Peak memory in MB (10^6 bytes).</summary>
    public required IReadOnlyList<int> Memory { get; init; }

    /// <summary>The numbers of the samples' completions.</summary>
    public required IReadOnlyList<int> Completion { get; init; }

    /// <summary>The numbers of the samples' extracted codes.</summary>
    public required IReadOnlyList<int> Code { get; init; }

    /// <summary>The numbers of the samples' outputs.</summary>
    public required IReadOnlyList<int> Output { get; init; }

    /// <summary>What came of parts of the tests, by the part's name.</summary>
    public required IReadOnlyDictionary<string, PartColumns> Parts { get; init; }

    /// <summary>The words of the verdicts: those of the closed set, in its order.</summary>
    internal static IReadOnlyList<string> Words { get; } = [.. VerdictWords.All.Select(verdict => verdict.ToWord())];

    /// <summary>A run's columns.</summary>
    /// <param name="run">The run.</param>
    /// <param name="problems">For each problem of the run its index in the page.</param>
    /// <param name="places">The places of the page's samples.</param>
    /// <param name="known">The problems as the page knows them.</param>
    internal static RunColumns Of(RunSamples run, int[] problems, Dictionary<(int Problem, int Sample), int> places, IReadOnlyList<SampledProblem> known)
    {
        var own = new SampledProblem?[known.Count];
        foreach (var (problem, place) in run.Problems.Zip(problems).Where(pair => pair.First != known[pair.Second]))
        {
            own[place] = problem;
        }

        var rows = new SampleRow?[places.Count];
        foreach (var row in run.Rows)
        {
            rows[places[(problems[row.Problem], row.Sample)]] = row;
        }

        return new RunColumns
        {
            Name = run.Name,
            Problems = own.Any(problem => problem is not null) ? own : null,
            Verdict = Column(rows, row => (int)row.Verdict),
            Wall = Column(rows, row => row.WallTime),
            Cpu = Column(rows, row => row.CpuTime),
            Memory = Column(rows, row => (int)Math.Round(row.Memory / BytesPerMegabyte)),
            Completion = Column(rows, row => row.Completion),
            Code = Column(rows, row => row.Code),
            Output = Column(rows, row => row.Output),
            Parts = run.Parts.GroupBy(part => part.Part).ToDictionary(
                group => group.Key,
                group => PartColumns.Of(places.Count, group.Select(part => (places.GetValueOrDefault((problems[part.Problem], part.Sample), -1), part)))),
        };
    }

    private static int[] Column(SampleRow?[] rows, Func<SampleRow, int> value) => [.. rows.Select(row => row is null ? -1 : value(row))];
}
