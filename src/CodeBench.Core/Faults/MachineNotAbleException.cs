namespace CodeBench.Core.Faults;

/// <summary>The machine lacks something (an engine, CUDA, disk). The message names it and says what to do. Exit status 3.</summary>
public sealed class MachineNotAbleException : Exception
{
    /// <summary>What is missing and how to mend it.</summary>
    public MachineNotAbleException(string message) : base(message)
    {
    }

    /// <summary>What is missing, how to mend it, and the cause.</summary>
    public MachineNotAbleException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
