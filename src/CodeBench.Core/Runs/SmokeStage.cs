using System.Security.Cryptography;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>Checks a language's definition: its smoke programs, in its own sandbox, each with the proof of a pass.</summary>
/// <param name="sandboxes">Where programs run.</param>
/// <param name="random">Where proof words come from; of cryptographic quality.</param>
/// <param name="observer">Who watches.</param>
public sealed class SmokeStage(ISandboxProvider sandboxes, RandomNumberGenerator random, IRunObserver observer)
{
    // A program that never ends shows as much in this time as in the language's own.
    private static readonly TimeSpan EnoughToTimeOut = TimeSpan.FromSeconds(3);

    /// <summary>Runs the cases, one after the other: some of them exist to trouble the next. Those that are to time out have 3 s of processor time at most.</summary>
    /// <param name="language">The language.</param>
    /// <param name="limits">What the user says of limits.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Faults.InvalidInputException">A case is missing.</exception>
    /// <exception cref="Faults.MachineNotAbleException">The language's image cannot be built here.</exception>
    public async Task<IReadOnlyList<SmokeResult>> RunAsync(Language language, LimitOverrides limits, CancellationToken cancellationToken)
    {
        var cases = SmokeReader.Read(language);
        var assembler = new ProgramAssembler(language, limits);
        var brief = limits.Timeout < EnoughToTimeOut ? assembler : new ProgramAssembler(language, limits with { Timeout = EnoughToTimeOut });
        await using var sandbox = await sandboxes.OpenAsync(language, assembler.Limits, workers: 1, cancellationToken).ConfigureAwait(false);
        await using var progress = observer.Begin($"checking {language.Id}", "smoke programs", 0, cases.Count);
        var runner = new ProgramRunner(sandbox, random);
        var results = new List<SmokeResult>();
        foreach (var item in cases)
        {
            var draft = (item.Verdict == Verdict.TimedOut ? brief : assembler).Assemble(item.Program);
            var outcome = await runner.RunAsync(draft, PassProof.Word, cancellationToken).ConfigureAwait(false);
            if (outcome.Verdict == Verdict.TimedOut && item.Verdict != Verdict.TimedOut)
            {
                // On a crowded machine time says little: what should not time out must do so twice.
                outcome = await runner.RunAsync(draft, PassProof.Word, cancellationToken).ConfigureAwait(false);
            }

            results.Add(new SmokeResult(item, outcome));
            progress.Advance();
        }

        return results;
    }
}
