using System.Security.Cryptography;
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
    /// A file of the run is damaged, the run's images are others by now, or a control run is asked of a language that has none.
    /// </exception>
    public async Task RunAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, ExecutionOptions options, CancellationToken cancellationToken)
    {
        options.RequireControl(suites.Select(suite => suite.Language));
        DropFaults(folder);
        var there = folder.Executions.Read().Select(KeyOf).ToHashSet();
        var total = folder.Completions.Read().Count();
        var counts = new JudgingCounts();
        await using (var progress = observer.Begin("executing", "programs", there.Count, total))
        {
            foreach (var language in suites.GroupBy(suite => suite.Language.Id))
            {
                var judged = language.Select(suite => new JudgedSuite(suite, options)).ToList();
                if (folder.Completions.Read().Any(line => line.Language == language.Key && !there.Contains(KeyOf(line))))
                {
                    counts += await RunLanguageAsync(folder, judged, there, options, progress, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        folder.RecordJudging(counts);
        foreach (var line in counts.Lines())
        {
            observer.Tell(line);
        }
    }

    private async Task<JudgingCounts> RunLanguageAsync(
        RunFolder folder,
        IReadOnlyList<JudgedSuite> suites,
        HashSet<SampleKey> there,
        ExecutionOptions options,
        IStageProgress progress,
        CancellationToken cancellationToken)
    {
        var language = suites[0].Assembler.Language;
        var limits = suites.Select(suite => suite.Assembler.Limits).Aggregate(Limits.Largest);
        await using var sandbox = await sandboxes.OpenAsync(language, limits, options.Workers, cancellationToken).ConfigureAwait(false);
        folder.RecordImage(language.Id, sandbox.ImageDigest);

        var pipeline = new JudgingPipeline<CompletionLine>(sandbox, new ProgramRunner(sandbox, random), cache, options);
        var pending = folder.Completions.Read().Where(line => line.Language == language.Id && !there.Contains(KeyOf(line)));
        using var output = folder.Executions.Append();
        var judged = pipeline.RunAsync(pending, line => Draft(folder, suites, line), window: null, cancellationToken);
        await foreach (var (line, outcome) in judged.ConfigureAwait(false))
        {
            output.Write(new Execution(line.Suite, line.Language, line.TaskId, line.Sample, outcome));
            progress.Advance();
        }

        return pipeline.Counts;
    }

    private static ProgramDraft Draft(RunFolder folder, IReadOnlyList<JudgedSuite> suites, CompletionLine line)
    {
        var suite = suites.FirstOrDefault(suite => suite.Run.Set.Name == line.Suite);
        var problem = suite?.Run.Find(line.TaskId) ?? throw new InvalidInputException(
            new Fault(folder.Completions.Path, null, line.TaskId, $"run.json asks for no such problem of {line.Suite} in {line.Language}"));
        return suite.Assembler.Assemble(problem, line.Completion, line.Kind);
    }

    private static void DropFaults(RunFolder folder)
    {
        if (folder.Executions.Read().Any(execution => execution.Verdict == Verdict.SandboxFault))
        {
            folder.Executions.Replace(folder.Executions.Read().Where(execution => execution.Verdict != Verdict.SandboxFault));
        }
    }

    private static SampleKey KeyOf(CompletionLine line) => new(line.Suite, line.Language, line.TaskId, line.Sample);

    private static SampleKey KeyOf(Execution execution) => new(execution.Suite, execution.Language, execution.TaskId, execution.Sample);

    private sealed class JudgedSuite(SuiteRun run, ExecutionOptions options)
    {
        public SuiteRun Run => run;

        public ProgramAssembler Assembler { get; } = new(options.Adapt(run.Language), run.Set.Suite, options.Limits);
    }
}
