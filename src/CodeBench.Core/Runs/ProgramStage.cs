using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>From whole programs to verdicts, without a suite: streaming, in the order of the input.</summary>
/// <param name="sandboxes">Where programs run.</param>
/// <param name="random">Where proof words come from; of cryptographic quality.</param>
/// <param name="observer">Who watches.</param>
public sealed class ProgramStage(ISandboxProvider sandboxes, RandomNumberGenerator random, IRunObserver observer)
{
    // So many programs may be finished before the one that the output waits for: enough that a slow one stops nobody.
    private const int WindowPerWorker = 256;
    private const int FaultsPerWorker = 8;

    /// <summary>Yields a verdict for each program.</summary>
    /// <param name="language">The programs' language.</param>
    /// <param name="programs">The programs; read as they are needed.</param>
    /// <param name="total">How many there are, for the progress.</param>
    /// <param name="prove">Whether the language's proof of a pass is put into each program.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async IAsyncEnumerable<JudgedProgram> RunAsync(
        Language language,
        IEnumerable<ProgramLine> programs,
        int total,
        bool prove,
        ExecutionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var assembler = new ProgramAssembler(language, options.Limits);
        await using var sandbox = await sandboxes.OpenAsync(language, assembler.Limits, options.Workers, cancellationToken).ConfigureAwait(false);
        await using var progress = observer.Begin("judging", "programs", 0, total);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var runner = new ProgramRunner(sandbox, random);
        var budget = new FaultBudget(FaultsPerWorker * sandbox.Workers);
        using var free = new SemaphoreSlim(sandbox.Workers);
        var window = Channel.CreateBounded<Task<JudgedProgram>>(WindowPerWorker * sandbox.Workers);
        var feeding = FeedAsync();
        try
        {
            await foreach (var judged in window.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var result = await judged.ConfigureAwait(false);
                progress.Advance();
                budget.Count(result);
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(false);
            await DrainAsync(window.Reader).ConfigureAwait(false);
        }

        async Task FeedAsync()
        {
            try
            {
                foreach (var program in programs)
                {
                    await free.WaitAsync(stop.Token).ConfigureAwait(false);
                    await window.Writer.WriteAsync(JudgeAsync(program), stop.Token).ConfigureAwait(false);
                }

                window.Writer.Complete();
            }
            catch (Exception exception)
            {
                // Whatever ended the feeding (an unreadable file, a cancelled run) is the reader's to throw.
                window.Writer.Complete(exception);
            }
        }

        async Task<JudgedProgram> JudgeAsync(ProgramLine program)
        {
            try
            {
                var outcome = await runner.RunAsync(assembler.Assemble(program.Program), prove, stop.Token).ConfigureAwait(false);
                return new JudgedProgram(program.Id, outcome);
            }
            finally
            {
                free.Release();
            }
        }
    }

    // Programs that were begun must end before the sandbox goes; their results are nobody's any more.
    private static async Task DrainAsync(ChannelReader<Task<JudgedProgram>> rest)
    {
        while (rest.TryRead(out var judged))
        {
            await ((Task)judged).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
