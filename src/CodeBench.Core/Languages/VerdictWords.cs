namespace CodeBench.Core.Languages;

/// <summary>The words that verdicts are in files and reports: "passed", "wrong_answer".</summary>
public static class VerdictWords
{
    /// <summary>All verdicts, in the order of reports.</summary>
    public static IReadOnlyList<Verdict> All { get; } = Enum.GetValues<Verdict>();

    /// <summary>The word of a verdict.</summary>
    public static string ToWord(this Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.WrongAnswer => "wrong_answer",
        Verdict.RuntimeError => "runtime_error",
        Verdict.CompileError => "compile_error",
        Verdict.TimedOut => "timed_out",
        Verdict.MemoryExceeded => "memory_exceeded",
        Verdict.OutputExceeded => "output_exceeded",
        Verdict.NoVerdict => "no_verdict",
        Verdict.SandboxFault => "sandbox_fault",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "There is no such verdict."),
    };

    /// <summary>Reads a word.</summary>
    /// <returns>Whether it is one of them.</returns>
    public static bool TryParse(string? word, out Verdict verdict)
    {
        foreach (var candidate in All)
        {
            if (candidate.ToWord() == word)
            {
                verdict = candidate;
                return true;
            }
        }

        verdict = default;
        return false;
    }
}
