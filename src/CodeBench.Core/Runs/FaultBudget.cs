using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Runs;

/// <summary>Ends a stage when the sandbox fails at everything: an engine that is gone must not turn a whole run into faults.</summary>
/// <param name="most">That many faults in a row end the stage, 1 or more.</param>
public sealed class FaultBudget(int most)
{
    private int _inARow;

    /// <summary>Counts an outcome. May be called from any thread.</summary>
    /// <exception cref="MachineNotAbleException">The budget is spent.</exception>
    public void Count(Outcome outcome)
    {
        if (outcome.Verdict != Verdict.SandboxFault)
        {
            Interlocked.Exchange(ref _inARow, 0);
        }
        else if (Interlocked.Increment(ref _inARow) >= most)
        {
            throw new MachineNotAbleException(
                $"The last {most} programs could not be run at all, so the stage was ended; when the cause is mended, the same command "
                + $"goes on. The last fault: {outcome.Stderr}");
        }
    }
}
