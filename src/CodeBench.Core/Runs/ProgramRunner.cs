using System.Security.Cryptography;
using CodeBench.Core.Executions;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>Runs one program in a sandbox and judges what came of it.</summary>
/// <param name="sandbox">Where it runs.</param>
/// <param name="random">Where proof words come from; of cryptographic quality.</param>
public sealed class ProgramRunner(ISandbox sandbox, RandomNumberGenerator random)
{
    /// <summary>The outcome. A fault of the sandbox is an outcome of its own, not an exception.</summary>
    /// <param name="draft">The program.</param>
    /// <param name="prove">Whether a pass needs the proof word; otherwise exit status 0 is a pass.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    public async Task<Outcome> RunAsync(ProgramDraft draft, bool prove, CancellationToken cancellationToken)
    {
        var word = prove ? ProofWord.Fresh(random) : null;
        try
        {
            var reports = await sandbox.RunAsync(draft.Seal(word), cancellationToken).ConfigureAwait(false);
            return OutcomeFactory.FromReports(draft.Language, reports, word);
        }
        catch (SandboxException fault)
        {
            return OutcomeFactory.FromFault(fault);
        }
    }
}
