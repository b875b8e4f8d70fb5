namespace CodeBench.Execution.Protocol;

/// <summary>What the runner noticed while it cleaned up after a program; any of it is a reason to replace the container.</summary>
[Flags]
internal enum CleaningNotices
{
    /// <summary>All is gone, quickly.</summary>
    None = 0,

    /// <summary>Something could not be removed.</summary>
    Leftovers = 1,

    /// <summary>Cleaning took unusually long.</summary>
    Slow = 2,
}
