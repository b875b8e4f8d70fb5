namespace CodeBench.Core.Languages;

/// <summary>What came of an execution: a closed set, the same words everywhere. In files and reports the words are snake_case.</summary>
public enum Verdict
{
    /// <summary>The tests ran to their end and said yes.</summary>
    Passed,

    /// <summary>The tests ran and said no.</summary>
    WrongAnswer,

    /// <summary>The program ended with an error of its own: an exception, a crash, an exit code.</summary>
    RuntimeError,

    /// <summary>The program is not valid in its language.</summary>
    CompileError,

    /// <summary>It reached its limit of wall time or processor time.</summary>
    TimedOut,

    /// <summary>It needed more memory than its limit.</summary>
    MemoryExceeded,

    /// <summary>It wrote more output than its limit.</summary>
    OutputExceeded,

    /// <summary>It ended well, but its tests did not reach their end: exit(0) in a completion is not a pass.</summary>
    NoVerdict,

    /// <summary>Our side failed. Tried again, then reported; never counted among the samples.</summary>
    SandboxFault,
}
