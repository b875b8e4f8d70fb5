namespace CodeBench.Core.Executions;

/// <summary>A fault of ours while a program was run: never the program's failure, never counted as one.</summary>
public sealed class SandboxException : Exception
{
    /// <summary>A fault with what happened, in words for the user.</summary>
    public SandboxException(string message) : base(message)
    {
    }

    /// <summary>A fault with its cause.</summary>
    public SandboxException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
