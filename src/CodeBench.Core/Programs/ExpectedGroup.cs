namespace CodeBench.Core.Programs;

/// <summary>One group of a problem's inputs with what is expected of them.</summary>
/// <param name="Inputs">Lines of the driver: the inputs, their types restored.</param>
/// <param name="Outputs">Lines of the driver: what the reference solution returns for each.</param>
/// <param name="Times">How long it took for each.</param>
public sealed record ExpectedGroup(string Inputs, string Outputs, IReadOnlyList<TimeSpan> Times);
