namespace CodeBench.Core.Executions;

/// <summary>Outcomes of programs that were judged before. For several threads at once.</summary>
public interface IOutcomeCache : IDisposable
{
    /// <summary>The outcome that was kept under a key; null where there is none.</summary>
    Outcome? Find(ProgramKey key);

    /// <summary>Keeps an outcome. A cache that cannot keep it (a full disk) does without, and says so once.</summary>
    void Keep(ProgramKey key, Outcome outcome);
}
