using System.Security.Cryptography;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>From completions to executions: judges the samples that have no verdict yet, and writes each as it comes.</summary>
/// <param name="sandboxes">Where programs run.</param>
/// <param name="cache">What was judged before.</param>
/// <param name="random">Where proof words come from; of cryptographic quality.</param>
/// <param name="observer">Who watches.</param>
public sealed class ExecutionStage(ISandboxProvider sandboxes, IOutcomeCache cache, RandomNumberGenerator random, IRunObserver observer)
{
    /// <summary>Fills executions.jsonl. Sandbox faults of an earlier start are tried again.</summary>
    /// <exception cref="MachineNotAbleException">There is no engine, or it is gone.</exception>
    /// <exception cref="InvalidInputException">
    /// A file of the run is damaged, a sample has two completions, the run's images are others by now, or a control run is asked of a language that has none.
    /// </exception>
    public async Task RunAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, ExecutionOptions options, CancellationToken cancellationToken)
    {
        options.RequireControl(suites.Select(suite => suite.Language));
        var judged = suites.Select(suite => new JudgedSuite(suite, options)).ToList();
        RequireKnown(folder, judged);
        DropUnfinished(folder, judged);
        var there = folder.Executions.Read().Select(SampleKey.Of).ToHashSet();
        var counts = new JudgingCounts();
        // A container has the limits of the programs that run in it: suites that differ in them do not share any.
        foreach (var alike in judged.GroupBy(suite => (suite.Language.Id, suite.Limits.Memory, suite.Limits.Files, suite.Limits.Processes)))
        {
            if (folder.Completions.Read().Any(line => SuiteOf([.. alike], line) is not null && !there.Contains(SampleKey.Of(line))))
            {
                counts += await RunAsync(folder, [.. alike], there, options, cancellationToken).ConfigureAwait(false);
            }
        }

        folder.RecordJudging(counts);
        foreach (var line in counts.Lines())
        {
            observer.Tell(line);
        }
    }

    private async Task<JudgingCounts> RunAsync(
        RunFolder folder, IReadOnlyList<JudgedSuite> suites, HashSet<SampleKey> there, ExecutionOptions options, CancellationToken cancellationToken)
    {
        var language = suites[0].Language;
        var limits = suites.Select(suite => suite.Limits).Aggregate(Limits.Largest);
        await using var sandbox = await sandboxes.OpenAsync(language, limits, options.Workers, cancellationToken).ConfigureAwait(false);
        folder.RecordImage(language.Id, sandbox.ImageDigest);

        var runner = new ProgramRunner(sandbox, random);
        var all = folder.Completions.Read().Where(line => SuiteOf(suites, line) is not null);
        var pending = all.Where(line => !there.Contains(SampleKey.Of(line)));
        var total = all.Count();
        // The files are long: what is asked of them is asked once.
        var tasks = pending.CountBy(line => (line.Suite, line.TaskId, line.Kind)).ToList();
        foreach (var suite in suites)
        {
            var ids = tasks.Select(task => task.Key).Where(task => task.Suite == suite.Run.Set.Name).Select(task => task.TaskId).ToHashSet();
            await suite.PrepareAsync(new ExpectedOutputsFinder(sandbox, runner, cache, options, observer), ids, cancellationToken).ConfigureAwait(false);
        }

        var codes = await new AnswerExtraction(sandbox, runner, cache, options, observer)
            .RunAsync(
                folder,
                tasks.Any(task => task.Key.Kind == SampleKind.Answer) ? pending : [],
                line => SuiteOf(suites, line)!.Fit(line),
                line => SuiteOf(suites, line)!.Extraction(SuiteOf(suites, line)!.Run.Find(line.TaskId)!, line.Completion),
                _ => language.ExtractorVersion!.Value,
                cancellationToken)
            .ConfigureAwait(false);

        await using var progress = observer.Begin("executing", "programs", total - tasks.Sum(task => task.Value), total);
        var pipeline = new JudgingPipeline<CompletionLine>(sandbox, runner, cache, options);
        using var output = folder.Executions.Append();
        var judged = pipeline.RunAsync(pending.Where(IsReady), Draft, window: null, cancellationToken);
        await foreach (var (line, outcome) in judged.ConfigureAwait(false))
        {
            Write(output, suites, line, outcome);
            progress.Advance();
        }

        foreach (var line in pending.Where(line => !IsReady(line)))
        {
            Write(output, suites, line, OutcomeFactory.FromFault(new SandboxException("The code could not be taken out of the answer.")));
        }

        return pipeline.Counts;

        bool IsReady(CompletionLine line) => line.Kind != SampleKind.Answer || codes.ContainsKey(SampleKey.Of(line));

        ProgramDraft Draft(CompletionLine line)
        {
            var suite = SuiteOf(suites, line)!;
            var problem = suite.Run.Find(line.TaskId)!;
            return line.Kind == SampleKind.Answer
                ? suite.Draft(problem, codes[SampleKey.Of(line)], SampleKind.Solution)
                : suite.Draft(problem, line.Completion, line.Kind);
        }
    }

    /// <summary>Writes what came of a sample: a line for the suite, and one for each of its parts.</summary>
    private static void Write(JsonLinesAppender<Execution> output, IReadOnlyList<JudgedSuite> suites, CompletionLine line, Outcome outcome)
    {
        var suite = SuiteOf(suites, line)!;
        output.Write(new Execution(line.Suite, line.Language, line.TaskId, line.Sample, outcome with { Parts = null }));
        foreach (var (name, part) in outcome.Parts ?? new Dictionary<string, Outcome>())
        {
            output.Write(new Execution(suite.PartName(name), line.Language, line.TaskId, line.Sample, part));
        }
    }

    private static void RequireKnown(RunFolder folder, IReadOnlyList<JudgedSuite> suites)
    {
        if (EachSampleOnce.Read(folder.Completions, SampleKey.Of).FirstOrDefault(line => SuiteOf(suites, line)?.Run.Find(line.TaskId) is null) is { } line)
        {
            throw new InvalidInputException(
                new Fault(folder.Completions.Path, null, line.TaskId, $"run.json asks for no such problem of {line.Suite} in {line.Language}"));
        }
    }

    private static JudgedSuite? SuiteOf(IReadOnlyList<JudgedSuite> suites, CompletionLine line) =>
        suites.FirstOrDefault(suite => suite.Run.Set.Name == line.Suite && suite.Language.Id == line.Language);

    /// <summary>Drops what is to be judged anew: faults, and samples whose lines are not all there because the last start was killed between them.</summary>
    private static void DropUnfinished(RunFolder folder, IReadOnlyList<JudgedSuite> suites)
    {
        // Counting every line of every sample takes memory: only where samples have several.
        var several = suites.Any(suite => suite.Parts.Count > 0);
        var names = suites.SelectMany(suite => suite.Parts.Append(suite.Run.Set.Name).Select(name => (Name: name, Suite: suite)))
            .ToLookup(item => item.Name, item => item.Suite);
        var lines = folder.Executions.Read()
            .Where(line => several && line.Verdict != Verdict.SandboxFault)
            .CountBy(line => SampleKey.Of(line) with { Suite = OwnerOf(line)?.Run.Set.Name ?? line.Suite })
            .ToDictionary();
        bool IsWhole(Execution line) => line.Verdict != Verdict.SandboxFault
            && (!several || OwnerOf(line) is not { } suite || lines[SampleKey.Of(line) with { Suite = suite.Run.Set.Name }] > suite.Parts.Count);
        if (!folder.Executions.Read().All(IsWhole))
        {
            folder.Executions.Replace(folder.Executions.Read().Where(IsWhole));
        }

        JudgedSuite? OwnerOf(Execution line) => names[line.Suite].FirstOrDefault(suite => suite.Language.Id == line.Language);
    }
}
