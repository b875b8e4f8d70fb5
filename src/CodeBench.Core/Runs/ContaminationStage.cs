using CodeBench.Core.Contamination;
using CodeBench.Core.Contamination.Corpora;
using CodeBench.Core.Faults;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>What a corpus has of suites' problems, and what a run gains by that: needs neither model nor container, and changes nothing.</summary>
/// <param name="observer">Who watches.</param>
/// <param name="workers">How many files are read at once, 1 or more.</param>
public sealed class ContaminationStage(IRunObserver observer, int workers)
{
    // The same run and corpus give the same p-values.
    private const int Seed = 1;
    private const int MostFaults = 20;
    private const long Unit = 1_000_000;

    /// <summary>Reads the corpus.</summary>
    /// <param name="suites">The suites, each language once.</param>
    /// <param name="corpus">The files, at least one.</param>
    /// <param name="textFields">The fields of JSON lines that may hold the text; the first that a line has is taken.</param>
    /// <param name="run">Whose scores are split; null for overlap alone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">What is wrong with the run, or with the corpus: a file that is damaged, lines without a text, no text at all.</exception>
    public async Task<ContaminationSheet> RunAsync(
        IReadOnlyList<SuiteRun> suites, IReadOnlyList<CorpusFile> corpus, IReadOnlyList<string> textFields, RunFolder? run, CancellationToken cancellationToken)
    {
        var results = run is null ? null : ResultsOf(run, suites);
        var index = new GramIndex(suites.SelectMany(suite => suite.Problems.Select(problem => ExampleText.Of(suite.Set.Suite, problem))));
        var findings = new CorpusFindings(index);
        await ReadAsync(index, findings, corpus, textFields, cancellationToken).ConfigureAwait(false);
        if (findings.Tokens == 0)
        {
            throw new InvalidInputException(new Fault("--corpus", null, null, "there is no text in the corpus: nothing can be said"));
        }

        var overlaps = findings.Overlaps();
        var rows = new List<SuiteContamination>();
        foreach (var suite in suites)
        {
            rows.Add(RowOf(suite, [.. overlaps.Skip(rows.Sum(row => row.Problems)).Take(suite.Problems.Count)], results));
        }

        var judged = Math.Max(1, rows.Count(row => row.Splits?.Count > 0));
        return new ContaminationSheet
        {
            Run = run?.Path,
            Files = corpus.Count,
            Documents = findings.Documents,
            Tokens = findings.Tokens,
            Suites = [.. rows.Select(row => row.Among(judged))],
        };
    }

    private async Task ReadAsync(GramIndex index, CorpusFindings findings, IReadOnlyList<CorpusFile> corpus, IReadOnlyList<string> textFields, CancellationToken cancellationToken)
    {
        var bytes = 0L;
        var faults = new IReadOnlyList<Fault>[corpus.Count];
        await using (var progress = observer.Begin("scanning", "MB", 0, (int)(corpus.Sum(file => file.Size) / Unit)))
        {
            // The largest files first, so that none is alone at the end.
            var waiting = new Queue<int>(Enumerable.Range(0, corpus.Count).OrderByDescending(place => corpus[place].Size));
            var gate = new Lock();
            await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, corpus.Count)).Select(_ => Task.Run(Work, cancellationToken))).ConfigureAwait(false);

            void Work()
            {
                var reader = new CorpusReader(new CorpusScanner(index, findings), textFields);
                while (Next() is { } place)
                {
                    faults[place] = reader.Read(corpus[place], place, Advance, cancellationToken);
                }
            }

            int? Next()
            {
                lock (gate)
                {
                    return waiting.TryDequeue(out var place) ? place : null;
                }
            }

            void Advance(long more)
            {
                var now = Interlocked.Add(ref bytes, more);
                for (var whole = (now - more) / Unit; whole < now / Unit; whole++)
                {
                    progress.Advance();
                }
            }
        }

        var all = new FaultCollector(MostFaults);
        all.AddRange(faults.SelectMany(some => some));
        all.ThrowIfAny();
    }

    private static SuiteContamination RowOf(
        SuiteRun suite, IReadOnlyList<ProblemOverlap> overlaps, OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>>? results)
    {
        List<ScoredOverlap> scored =
        [
            .. from overlap in overlaps
               let result = results?[(suite.Set.Name, suite.Language.Id)].GetValueOrDefault(overlap.TaskId)
               where result is { Samples: > 0 }
               select new ScoredOverlap(overlap.Share, result),
        ];
        return new SuiteContamination
        {
            Suite = suite.Set.Name,
            Language = suite.Language.Id,
            Problems = overlaps.Count,
            TooShort = overlaps.Count(overlap => overlap.Tokens < Gram.Length),
            Matched = overlaps.Count(overlap => overlap.Matches > 0),
            MeanShare = overlaps.Average(overlap => overlap.Share),
            Scored = results is null ? null : scored.Count,
            Score = results is null ? null : scored.Average(problem => problem.Result.Share()),
            Splits = results is null ? null : new GainSweep(new Random(Seed)).Sweep(scored),
            Overlaps = overlaps,
        };
    }

    private static OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> ResultsOf(RunFolder run, IReadOnlyList<SuiteRun> suites)
    {
        var faults = new FaultCollector();
        faults.AddRange(Comparability.CutShort(run));
        foreach (var plan in suites.Select(suite => suite.ToPlan()))
        {
            if (run.Manifest.Plan.Suites.FirstOrDefault(other => other.Suite == plan.Suite && other.Language == plan.Language) is not { } asked)
            {
                faults.Add(new Fault(run.Path, null, null, $"the run has no {plan.Suite} in {plan.Language}"));
            }
            else if (asked.DataSha256 != plan.DataSha256)
            {
                faults.Add(new Fault(run.Path, null, null, $"the run was made with other data of {plan.Suite} in {plan.Language}"));
            }
        }

        faults.ThrowIfAny();
        var results = PassedSamples.Count(run.Executions.Read());
        foreach (var suite in suites.Where(suite => !suite.Problems.Any(problem => HasVerdict(suite, problem.TaskId))))
        {
            faults.Add(new Fault(run.Path, null, null, $"the run has no verdict on a problem of {suite.Set.Name} in {suite.Language.Id}"));
        }

        faults.ThrowIfAny();
        return results;

        bool HasVerdict(SuiteRun suite, string taskId) =>
            results.GetValueOrDefault((suite.Set.Name, suite.Language.Id))?.GetValueOrDefault(taskId) is { Samples: > 0 };
    }
}
