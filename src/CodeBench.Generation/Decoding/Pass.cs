using CodeBench.Generation.Model.Steps;

namespace CodeBench.Generation.Decoding;

/// <summary>What goes through the model together.</summary>
/// <param name="Pieces">Pieces of prompts.</param>
/// <param name="Sequences">Sequences that draw a token.</param>
internal sealed record Pass(IReadOnlyList<(CachedPrompt Prompt, SequenceStep Step)> Pieces, IReadOnlyList<Sequence> Sequences)
{
    /// <summary>Whether nothing goes.</summary>
    public bool IsEmpty => Pieces.Count == 0 && Sequences.Count == 0;

    /// <summary>The new tokens: first those of the pieces, then those of the sequences.</summary>
    public IReadOnlyList<SequenceStep> Steps => [.. Pieces.Select(piece => piece.Step), .. Sequences.Select(sequence => sequence.Step)];
}
