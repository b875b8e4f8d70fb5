using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>Makes outcomes: judges the reports, takes the proof word out of what is recorded, and cuts long output.</summary>
public static class OutcomeFactory
{
    /// <summary>The most bytes of each stream that are recorded.</summary>
    public static ByteSize MostOutput { get; } = ByteSize.FromKibibytes(4);

    /// <summary>The outcome of a program that was run.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="reports">What the sandbox reported, at least one step.</param>
    /// <param name="word">The word that the program was sealed with; null where it had none.</param>
    public static Outcome FromReports(Language language, IReadOnlyList<StepReport> reports, ProofWord? word) => throw new NotImplementedException();

    /// <summary>The outcome of a program that could not be run through a fault of ours.</summary>
    public static Outcome FromFault(SandboxException fault) => new() { Verdict = Verdict.SandboxFault, Stderr = fault.Message };
}
