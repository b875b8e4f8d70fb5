using System.Runtime.ExceptionServices;
using CodeBench.Core.Completions;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Decoding;

/// <summary>Lets the sequences of a pass draw, on all processors where there is much to look at: a fast device would wait for one of them.</summary>
/// <param name="sampling">How to draw.</param>
internal sealed class SequenceDraws(SamplingOptions sampling) : IDisposable
{
    // Numbers to look at from which it is worth waking other threads: a millisecond's work of one.
    private const long Worth = 1 << 20;

    private readonly ThreadLocal<TokenSampler> _samplers = new(() => new TokenSampler(sampling));

    /// <summary>For a single draw on the calling thread.</summary>
    public TokenSampler Sampler => _samplers.Value!;

    /// <summary>Each draws a token: what it draws depends on nothing but its own logits and its own randomness.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="logits">Their logits.</param>
    /// <param name="first">The row of the first of them; the others follow.</param>
    /// <exception cref="Core.Faults.InvalidInputException">Logits are no finite numbers.</exception>
    public void Draw(IReadOnlyList<Sequence> sequences, LogitReader logits, int first)
    {
        if (sequences.Count < 2 || (long)sequences.Count * logits.Row(first).Length < Worth)
        {
            for (var i = 0; i < sequences.Count; i++)
            {
                sequences[i].Draw(Sampler, logits.Row(first + i));
            }

            return;
        }

        try
        {
            Parallel.For(0, sequences.Count, i => sequences[i].Draw(Sampler, logits.Row(first + i)));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _samplers.Dispose();
}
