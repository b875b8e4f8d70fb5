using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>Decides what came of an execution, from what the sandbox reports and what the language says of failures. Pure.</summary>
public static class Judge
{
    /// <summary>The verdict.</summary>
    /// <param name="language">Its failure rules tell a failure from an error.</param>
    /// <param name="reports">The steps that were run, at least one; only the last can have failed.</param>
    /// <param name="word">The proof word that must stand on a line of its own in the run's output; null trusts the exit code.</param>
    public static Verdict Decide(Language language, IReadOnlyList<StepReport> reports, string? word) => throw new NotImplementedException();
}
