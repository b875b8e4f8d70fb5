namespace CodeBench.Generation.Decoding;

/// <summary>How much goes through the model together.</summary>
/// <param name="Sequences">The most sequences that are decoded at the same time, 1 or more, and fewer than slots of the cache.</param>
/// <param name="PromptTokens">The most tokens of prompts in a pass, 1 or more. Longer prompts go through in pieces, so that nobody waits long for them.</param>
/// <param name="Rows">Where passes are of a fixed size, their tokens: a pass is then either a piece of one prompt or so many sequences.</param>
internal sealed record PassLimits(int Sequences, int PromptTokens, int? Rows);
