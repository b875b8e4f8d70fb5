namespace CodeBench.Core.Problems;

/// <summary>What is special about the inputs or the comparison of some problems.</summary>
/// <param name="Tasks">Their task ids.</param>
/// <param name="Restore">
/// What the language's driver makes of an input before it calls anything, to give back the types that JSON cannot hold; null for nothing.
/// </param>
/// <param name="Oracle">
/// JSON, an object: how the language's driver compares. Its members take the place of those of other rules for a problem. Null: equality.
/// </param>
public sealed record InputRule(IReadOnlyList<string> Tasks, string? Restore, string? Oracle);
