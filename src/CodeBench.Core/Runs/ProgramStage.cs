using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>From whole programs to verdicts, without a suite: streaming, in the order of the input.</summary>
/// <param name="sandboxes">Where programs run.</param>
/// <param name="cache">What was judged before.</param>
/// <param name="random">Where proof words come from; of cryptographic quality.</param>
/// <param name="observer">Who watches.</param>
public sealed class ProgramStage(ISandboxProvider sandboxes, IOutcomeCache cache, RandomNumberGenerator random, IRunObserver observer)
{
    // So many programs may be finished before the one that the output waits for: enough that a slow one stops nobody.
    private const int WindowPerWorker = 256;

    /// <summary>Yields a verdict for each program.</summary>
    /// <param name="language">The programs' language.</param>
    /// <param name="programs">The programs; read as they are needed.</param>
    /// <param name="total">How many there are, for the progress.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <exception cref="Faults.InvalidInputException">The options ask for a control run, and the language has none.</exception>
    public async IAsyncEnumerable<JudgedProgram> RunAsync(
        Language language,
        IEnumerable<ProgramLine> programs,
        int total,
        ExecutionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options.RequireControl([language]);
        language = options.Adapt(language);
        var assembler = new ProgramAssembler(language, options.Limits);
        await using var sandbox = await sandboxes.OpenAsync(language, assembler.Limits, options.Workers, cancellationToken).ConfigureAwait(false);
        await using var progress = observer.Begin("judging", "programs", 0, total);
        var pipeline = new JudgingPipeline<ProgramLine>(sandbox, new ProgramRunner(sandbox, random), cache, options);
        var judged = pipeline.RunAsync(
            programs, program => assembler.Assemble(program.Program), WindowPerWorker * sandbox.Workers, cancellationToken);
        await foreach (var (program, outcome) in judged.ConfigureAwait(false))
        {
            progress.Advance();
            yield return new JudgedProgram(program.Id, outcome);
        }

        foreach (var line in pipeline.Counts.Lines())
        {
            observer.Tell(line);
        }
    }
}
