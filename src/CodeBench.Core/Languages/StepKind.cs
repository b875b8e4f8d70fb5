namespace CodeBench.Core.Languages;

/// <summary>What a step is for; it decides what its failure means.</summary>
public enum StepKind
{
    /// <summary>Turns source files into something that runs; its failure is a compile error.</summary>
    Compile,

    /// <summary>Runs the program with its tests.</summary>
    Run,
}
