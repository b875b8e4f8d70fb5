namespace CodeBench.Execution.Protocol;

/// <summary>The runner said something that its protocol does not know: the container cannot be trusted any further.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
