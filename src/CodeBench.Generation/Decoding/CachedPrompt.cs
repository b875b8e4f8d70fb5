using CodeBench.Core.Completions;
using CodeBench.Generation.Model.Steps;

namespace CodeBench.Generation.Decoding;

/// <summary>A prompt with a place in the cache, until the last of its samples has begun, which takes that place over.</summary>
/// <param name="request">The prompt.</param>
/// <param name="ids">Its ids.</param>
/// <param name="slot">Its slot of the cache.</param>
internal sealed class CachedPrompt(CompletionRequest request, IReadOnlyList<int> ids, int slot)
{
    private int _begun;

    public CompletionRequest Request => request;

    public IReadOnlyList<int> Ids => ids;

    public int Slot => slot;

    /// <summary>How many of its ids have been through the model.</summary>
    public int Read { get; private set; }

    /// <summary>How many of its samples have not begun.</summary>
    public int Pending => request.Samples.Count - _begun;

    /// <summary>What follows the prompt; null until all of it has been through the model.</summary>
    public float[]? Logits { get; private set; }

    /// <summary>The next ids to go through the model.</summary>
    /// <param name="most">How many at most, 1 or more.</param>
    public SequenceStep Piece(int most) => new(slot, Read, [.. ids.Skip(Read).Take(most)]) { Length = ids.Count };

    /// <summary>A piece has been through the model.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="logits">What follows it.</param>
    public void Accept(SequenceStep piece, ReadOnlySpan<float> logits)
    {
        Read = piece.End;
        Logits = Read == ids.Count ? logits.ToArray() : null;
    }

    /// <summary>The number of the next of its samples, which begins with this.</summary>
    public int BeginSample() => request.Samples[_begun++];
}
