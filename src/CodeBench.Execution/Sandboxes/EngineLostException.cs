namespace CodeBench.Execution.Sandboxes;

/// <summary>The engine went away with the program, which others can run: it is not waited for.</summary>
internal sealed class EngineLostException(string message, Exception? innerException = null) : Exception(message, innerException);
