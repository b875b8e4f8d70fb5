namespace CodeBench.Core.Executions;

/// <summary>What a pass must show.</summary>
public enum PassProof
{
    /// <summary>Exit status 0, and nothing more.</summary>
    ExitCode,

    /// <summary>Exit status 0, and the proof word that is printed behind the last test.</summary>
    Word,

    /// <summary>The proof word; and the same program, run again with a failing test before the end, must not pass.</summary>
    Control,
}
