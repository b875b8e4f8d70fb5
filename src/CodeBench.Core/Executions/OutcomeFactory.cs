using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>Makes outcomes: judges the reports, takes the proof word out of what is recorded, and cuts long output.</summary>
public static class OutcomeFactory
{
    /// <summary>The most bytes of each stream of a step that are recorded, a line about what is missing not counted.</summary>
    public static ByteSize MostOutput { get; } = ByteSize.FromKibibytes(4);

    /// <summary>The outcome of a program that was run.</summary>
    /// <param name="draft">The program.</param>
    /// <param name="reports">What the sandbox reported, at least one step.</param>
    /// <param name="word">The word that the program was sealed with; null where it had none.</param>
    /// <exception cref="SandboxException">A check, which is ours, has failed.</exception>
    public static Outcome FromReports(ProgramDraft draft, IReadOnlyList<StepReport> reports, ProofWord? word)
    {
        if (draft.Groups.Count > 0)
        {
            return InputTestOutcome.Of(draft, reports, word);
        }

        var outcome = FromReports(draft.Language, reports, word);
        return draft.Results.Count > 0 ? outcome with { Results = reports[^1].Results } : outcome;
    }

    /// <summary>The outcome of a program that holds its tests.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="reports">What the sandbox reported, at least one step.</param>
    /// <param name="word">The word that the program was sealed with; null where it had none.</param>
    public static Outcome FromReports(Language language, IReadOnlyList<StepReport> reports, ProofWord? word) =>
        Of(Judge.Decide(language, reports, word?.Text), reports, word);

    /// <summary>The outcome of reports with a verdict. What checks write to standard output is said in other words.</summary>
    internal static Outcome Of(Verdict verdict, IReadOnlyList<StepReport> reports, ProofWord? word) => new()
    {
        Verdict = verdict,
        ExitCode = reports[^1].ExitCode,
        Signal = reports[^1].Signal,
        WallTime = Sum(reports, report => report.WallTime),
        CpuTime = Sum(reports, report => report.CpuTime),
        Memory = reports.Max(report => report.PeakMemory),
        Stdout = string.Concat(reports.Where(report => report.Kind != StepKind.Check).Select(report => RecordedOutput.Of(report.Stdout, word?.Text, MostOutput))),
        Stderr = string.Concat(reports.Select(report => RecordedOutput.Of(report.Stderr, word?.Text, MostOutput))),
    };

    /// <summary>The outcome of a program that could not be run through a fault of ours.</summary>
    public static Outcome FromFault(SandboxException fault) => new() { Verdict = Verdict.SandboxFault, Stderr = fault.Message };

    /// <summary>In whole milliseconds, as in files: what is written and read again is the same.</summary>
    private static TimeSpan Sum(IReadOnlyList<StepReport> reports, Func<StepReport, TimeSpan> time) =>
        TimeSpan.FromMilliseconds((long)Math.Round(reports.Sum(report => time(report).TotalMilliseconds)));
}
