using CodeBench.Core.Completions;

namespace CodeBench.Generation.Decoding;

/// <summary>What a step adds to a completion.</summary>
/// <param name="Token">The token; null for one that only ended the text.</param>
/// <param name="Text">The text that is settled with it, often empty: half a character waits for its other half, and so does what may be a stop sequence.</param>
/// <param name="LogProbability">The logarithm of the token's probability; null where nobody asked for it.</param>
/// <param name="End">Why the completion has ended; null where it has not.</param>
public sealed record PromptPiece(int? Token, string Text, float? LogProbability, FinishReason? End);
