namespace CodeBench.Core.Languages;

/// <summary>What a step is for; it decides what its failure means.</summary>
public enum StepKind
{
    /// <summary>Turns source files into something that runs; its failure is a compile error.</summary>
    Compile,

    /// <summary>Runs the program with its tests.</summary>
    Run,

    /// <summary>Compares what a run has left with what was expected, out of the program's reach; it runs nothing of the program.</summary>
    Check,
}
