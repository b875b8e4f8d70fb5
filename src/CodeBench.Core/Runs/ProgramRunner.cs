using System.Security.Cryptography;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>Runs one program in a sandbox and judges what came of it.</summary>
/// <param name="sandbox">Where it runs.</param>
/// <param name="random">Where proof words come from; of cryptographic quality.</param>
public sealed class ProgramRunner(ISandbox sandbox, RandomNumberGenerator random)
{
    /// <summary>The outcome. A fault of the sandbox is an outcome of its own, not an exception.</summary>
    /// <param name="draft">The program.</param>
    /// <param name="proof">What a pass must show; a control run needs a language that has one.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    public async Task<Outcome> RunAsync(ProgramDraft draft, PassProof proof, CancellationToken cancellationToken)
    {
        try
        {
            var word = proof == PassProof.ExitCode ? null : ProofWord.Fresh(random);
            var outcome = await RunAsync(draft, draft.Seal(word), word, cancellationToken).ConfigureAwait(false);
            // Checks need no control run: a solution cannot reach them.
            if (proof != PassProof.Control || outcome.Verdict != Verdict.Passed || draft.Groups.Count > 0)
            {
                return outcome;
            }

            word = ProofWord.Fresh(random);
            var control = await RunAsync(draft, draft.SealControl(word), word, cancellationToken).ConfigureAwait(false);
            return control.Verdict == Verdict.Passed ? outcome with { Verdict = Verdict.NoVerdict } : outcome;
        }
        catch (SandboxException fault)
        {
            return OutcomeFactory.FromFault(fault);
        }
    }

    private async Task<Outcome> RunAsync(ProgramDraft draft, SourceProgram program, ProofWord? word, CancellationToken cancellationToken)
    {
        var reports = await sandbox.RunAsync(program, cancellationToken).ConfigureAwait(false);
        return OutcomeFactory.FromReports(draft, reports, word);
    }
}
