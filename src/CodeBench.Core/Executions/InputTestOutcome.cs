using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>Makes the outcome of a program whose tests are inputs. Its steps are a run and a check for each group of them.</summary>
internal static class InputTestOutcome
{
    private const int StepsOfAGroup = 2;
    private const int MostFailureText = 1000;

    /// <summary>The outcome of all groups, with those of the first groups as its parts.</summary>
    /// <exception cref="SandboxException">A check, which is ours, has failed.</exception>
    public static Outcome Of(ProgramDraft draft, IReadOnlyList<StepReport> reports, ProofWord? word)
    {
        var checks = Enumerable.Range(0, draft.Groups.Count).Select(group => CheckOf(reports, group, word)).ToList();
        return Of(draft, reports, checks, draft.Groups.Count, word) with
        {
            Parts = Enumerable.Range(1, draft.Groups.Count - 1).ToDictionary(
                count => draft.Groups[count - 1], count => Of(draft, reports, checks, count, word)),
        };
    }

    private static Outcome Of(
        ProgramDraft draft, IReadOnlyList<StepReport> reports, IReadOnlyList<CheckReport?> checks, int groups, ProofWord? word)
    {
        StepReport[] part = [.. reports.Take(groups * StepsOfAGroup)];
        CheckReport[] done = [.. checks.Take(groups).OfType<CheckReport>()];
        var failed = Array.FindIndex(done, check => check.Verdict != Verdict.Passed);
        // A group without a check has not come to its end: then the last step says why.
        var verdict = failed >= 0 ? done[failed].Verdict
            : done.Length == groups ? Verdict.Passed
            : Judge.Decide(draft.Language, part, null);
        return OutcomeFactory.Of(verdict, part, word) with
        {
            Tests = done.Length == 0 ? null : new TestCounts(done.Sum(check => check.Passed), done.Sum(check => check.Failed), FailureOf(draft, part, done, failed)),
            Inputs = draft.RecordsAll ? Enumerable.Range(0, done.Length).ToDictionary(group => draft.Groups[group], group => done[group].Statuses) : null,
        };
    }

    /// <summary>What the check of a group said; null where it did not come to its end, through what the solution has left for it.</summary>
    private static CheckReport? CheckOf(IReadOnlyList<StepReport> reports, int group, ProofWord? word) =>
        reports.ElementAtOrDefault((group * StepsOfAGroup) + 1) is { } check
        && check.End is not (StepEnd.TimedOut or StepEnd.OutOfMemory or StepEnd.OutputExceeded or StepEnd.NotStarted)
            ? CheckReport.Read(check, word?.Text)
            : null;

    private static string? FailureOf(ProgramDraft draft, StepReport[] reports, CheckReport[] checks, int failed)
    {
        if (failed < 0)
        {
            return null;
        }

        var text = reports[(failed * StepsOfAGroup) + 1].Stderr.Text.Trim();
        return $"{draft.Groups[failed]} input {checks[failed].FirstFailure}: {(text.Length > MostFailureText ? text[..MostFailureText] : text)}";
    }
}
