namespace CodeBench.Generation.Model.Steps;

/// <summary>New tokens of one sequence: its next token, its prompt, or a piece of its prompt.</summary>
/// <param name="Slot">Where in the cache it is kept.</param>
/// <param name="Start">How many of its positions went through before.</param>
/// <param name="Tokens">The new ones, one or more.</param>
public sealed record SequenceStep(int Slot, int Start, IReadOnlyList<int> Tokens)
{
    /// <summary>How many positions it has with the new ones.</summary>
    public int End => Start + Tokens.Count;

    /// <summary>
    /// For which length of the sequence the new tokens' angles are; matters where <see cref="Rotary.RotaryScaling.Dynamic"/> scales them. A prompt
    /// that goes through in pieces has the length of the whole prompt in each, or its pieces would show in the result.
    /// </summary>
    public int Length { get; init; } = Start + Tokens.Count;
}
