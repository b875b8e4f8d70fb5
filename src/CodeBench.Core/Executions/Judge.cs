using System.Text.RegularExpressions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>Decides what came of an execution, from what the sandbox reports and what the language says of failures. Pure.</summary>
public static class Judge
{
    /// <summary>The verdict.</summary>
    /// <remarks>
    /// Limits come first. A step that exits with 0 has done well, unless a failure rule that asks for exit code 0 says
    /// otherwise; of a step that fails, the first rule that fits tells why, and where none fits, its kind.
    /// </remarks>
    /// <param name="language">Its failure rules tell a failure from an error.</param>
    /// <param name="reports">The steps that were run, at least one; only the last can have failed.</param>
    /// <param name="word">The proof word that must stand on a line of its own in the run's output; null trusts the exit code.</param>
    public static Verdict Decide(Language language, IReadOnlyList<StepReport> reports, string? word)
    {
        var last = reports[^1];
        return last.End switch
        {
            StepEnd.TimedOut => Verdict.TimedOut,
            StepEnd.OutOfMemory => Verdict.MemoryExceeded,
            StepEnd.OutputExceeded => Verdict.OutputExceeded,

            // What the first step starts is ours: the image lacks it. Later steps start what the program made.
            StepEnd.NotStarted when reports.Count == 1 => Verdict.SandboxFault,
            StepEnd.Exited when last.ExitCode == 0 => FirstRule(language, last) ?? DecideSuccess(last, word),
            _ => FirstRule(language, last) ?? (last.Kind == StepKind.Compile ? Verdict.CompileError : Verdict.RuntimeError),
        };
    }

    private static Verdict DecideSuccess(StepReport last, string? word)
    {
        if (last.Kind == StepKind.Compile)
        {
            return Verdict.NoVerdict;
        }

        return word is null || HasLine(last.Stdout, word) ? Verdict.Passed : Verdict.NoVerdict;
    }

    private static bool HasLine(CapturedOutput output, string word)
    {
        var text = output.Text.AsSpan();
        foreach (var line in text.Split('\n'))
        {
            if (text[line].SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private static Verdict? FirstRule(Language language, StepReport last) =>
        language.FailureRules.FirstOrDefault(rule => Fits(rule, last))?.Verdict;

    private static bool Fits(FailureRule rule, StepReport last) =>
        (rule.Step is null || rule.Step == last.Kind)
        && (rule.ExitCode is null ? last.ExitCode != 0 : rule.ExitCode == last.ExitCode)
        && Matches(rule.Stdout, last.Stdout)
        && Matches(rule.Stderr, last.Stderr);

    private static bool Matches(Regex? pattern, CapturedOutput output)
    {
        try
        {
            return pattern is null || pattern.IsMatch(output.Text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
