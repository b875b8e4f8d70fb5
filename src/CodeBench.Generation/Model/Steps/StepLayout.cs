using CodeBench.Generation.Model.Rotary;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Steps;

/// <summary>
/// A step as tensors, made once for all layers: the new tokens of all sequences behind one another, those of sequences with a single one first.
/// </summary>
internal sealed class StepLayout
{
    /// <summary>Lays out a step; its tensors belong to the dispose scope at hand.</summary>
    /// <param name="steps">The sequences' new tokens.</param>
    /// <param name="config">The decoder.</param>
    /// <param name="rotary">The angles.</param>
    /// <param name="cache">Where keys and values go.</param>
    /// <exception cref="ArgumentOutOfRangeException">A step does not fit into the cache.</exception>
    public StepLayout(IReadOnlyList<SequenceStep> steps, DecoderConfig config, RotaryTable rotary, KeyValueCache cache)
    {
        var singles = steps.Where(step => step.Tokens.Count == 1).OrderBy(step => step.Slot).ToList();
        SequenceStep[] ordered = [.. singles, .. steps.Where(step => step.Tokens.Count > 1)];
        var count = ordered.Sum(step => step.Tokens.Count);
        var (ids, places) = (new long[count], new long[count]);
        var (cos, sin) = (new float[count * rotary.Pairs], new float[count * rotary.Pairs]);
        var groups = new List<AttentionGroup>();
        var ends = new Dictionary<SequenceStep, long>(ReferenceEqualityComparer.Instance);
        var at = 0;
        if (singles.Count > 0)
        {
            groups.Add(new AttentionGroup(0, singles, config.Windows, cache));
        }

        foreach (var step in ordered)
        {
            var tokens = step.Tokens.Count;
            var first = cache.PlaceOf(step);
            for (var i = 0; i < tokens; i++)
            {
                (ids[at + i], places[at + i]) = (step.Tokens[i], first + i);
            }

            var (from, size) = (at * rotary.Pairs, tokens * rotary.Pairs);
            rotary.Write(step.Start, step.Length, cos.AsSpan(from, size), sin.AsSpan(from, size));
            if (tokens > 1)
            {
                groups.Add(new AttentionGroup(at, [step], config.Windows, cache));
            }

            at += tokens;
            ends[step] = at - 1;
        }

        Groups = groups;
        Ids = tensor(ids, device: cache.Device);
        Places = tensor(places, device: cache.Device);
        Cos = tensor(cos, [count, 1, rotary.Pairs], device: cache.Device);
        Sin = tensor(sin, [count, 1, rotary.Pairs], device: cache.Device);
        Last = tensor(steps.Select(step => ends[step]).ToArray(), device: cache.Device);
    }

    /// <summary>The tokens [tokens].</summary>
    public Tensor Ids { get; }

    /// <summary>Where each token's key and value go in the cache [tokens].</summary>
    public Tensor Places { get; }

    /// <summary>Cosines of the tokens' angles, float32 [tokens, 1, width / 2].</summary>
    public Tensor Cos { get; }

    /// <summary>Sines of the tokens' angles, float32 [tokens, 1, width / 2].</summary>
    public Tensor Sin { get; }

    /// <summary>Which token is the last of each sequence, in the sequences' order as they came [sequences].</summary>
    public Tensor Last { get; }

    /// <summary>Which tokens attend together, in the order of the tokens.</summary>
    public IReadOnlyList<AttentionGroup> Groups { get; }
}
