namespace CodeBench.Execution.Containers;

/// <summary>A container was lost while the program still stood behind another one: it is as if it had never been sent.</summary>
internal sealed class NotBegunException(Exception reason) : Exception($"The container was lost before the program's turn: {reason.Message}", reason);
