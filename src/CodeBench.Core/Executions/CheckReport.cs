using System.Text.Json;
using System.Text.Json.Serialization;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>What a check says: the one line that it writes to standard output.</summary>
/// <param name="Statuses">A letter for each input: P passed, W wrong, R raised, T timed out, N not run.</param>
/// <param name="Word">The proof word: it comes from the check itself.</param>
internal sealed record CheckReport(
    [property: JsonPropertyName("statuses"), JsonRequired] string Statuses,
    [property: JsonPropertyName("word"), JsonRequired] string Word)
{
    /// <summary>What comes of a group with these inputs: that of the first that did not pass.</summary>
    public Verdict Verdict => Statuses.FirstOrDefault(status => status != 'P') switch
    {
        default(char) => Verdict.Passed,
        'W' => Verdict.WrongAnswer,
        'R' => Verdict.RuntimeError,
        'T' => Verdict.TimedOut,
        _ => Verdict.NoVerdict,
    };

    /// <summary>How many inputs passed.</summary>
    public int Passed => Statuses.Count(status => status == 'P');

    /// <summary>How many were tried and did not pass.</summary>
    public int Failed => Statuses.Count(status => status is 'W' or 'R' or 'T');

    /// <summary>The index of the first input that did not pass; -1 where all did.</summary>
    public int FirstFailure => Statuses.AsSpan().IndexOfAnyExcept('P');

    /// <summary>Reads a step's report.</summary>
    /// <exception cref="SandboxException">The check, which is ours, has not said what it should.</exception>
    public static CheckReport Read(StepReport step, string? word)
    {
        try
        {
            if (step is { End: StepEnd.Exited, ExitCode: 0 or 1 } && JsonSerializer.Deserialize<CheckReport>(step.Stdout.Text) is { } report
                && (word is null || report.Word == word))
            {
                return report;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new SandboxException($"The check of a solution's results gave no report (exit status {step.ExitCode}): {step.Stdout.Text}{step.Stderr.Text}");
    }
}
