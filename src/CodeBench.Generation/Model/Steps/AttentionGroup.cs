using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Steps;

/// <summary>New tokens that attend together: one token of each of several sequences in neighbouring slots, or several tokens of one.</summary>
internal sealed class AttentionGroup
{
    private readonly Dictionary<int, Tensor?> _masks;

    /// <summary>Prepares a group; its tensors belong to the dispose scope at hand.</summary>
    /// <param name="start">Its first token in the step.</param>
    /// <param name="steps">Its sequences, slot by slot.</param>
    /// <param name="windows">The windows of all layers.</param>
    /// <param name="places">Type and device of the masks.</param>
    public AttentionGroup(int start, IReadOnlyList<SequenceStep> steps, IEnumerable<int?> windows, KeyValueCache places)
    {
        Start = start;
        (FirstSlot, Sequences) = (steps[0].Slot, steps.Count);
        Tokens = steps.Sum(step => step.Tokens.Count);
        Ends = [.. steps.Select(step => step.End)];
        Reach = Ends.Max();
        long[] positions = [.. steps.SelectMany(step => Enumerable.Range(step.Start, step.Tokens.Count)).Select(position => (long)position)];
        _masks = windows.Select(window => window ?? int.MaxValue).Distinct()
            .ToDictionary(window => window, window => SeesAll(steps, window) ? null : MaskOf(positions, window, places));
    }

    private AttentionGroup(AttentionGroup other, Device device)
    {
        (Start, Tokens, FirstSlot, Sequences, Ends, Reach) = (other.Start, other.Tokens, other.FirstSlot, other.Sequences, other.Ends, other.Reach);
        _masks = other._masks.ToDictionary(mask => mask.Key, mask => mask.Value?.to(device));
    }

    /// <summary>Its first token in the step.</summary>
    public int Start { get; }

    /// <summary>How many tokens it has.</summary>
    public int Tokens { get; }

    /// <summary>The slot of its first sequence; the others follow.</summary>
    public int FirstSlot { get; }

    /// <summary>How many sequences it has.</summary>
    public int Sequences { get; }

    /// <summary>How many positions each of its sequences has.</summary>
    public int[] Ends { get; }

    /// <summary>How many positions the longest of its sequences has.</summary>
    public int Reach { get; }

    /// <summary>
    /// 0 where a token sees a position, and minus infinity where it does not: [sequences, 1, 1, reach], or [tokens, reach] of one sequence. Null
    /// where a single token sees all, and where several see all before them from the first position on.
    /// </summary>
    public Tensor? Mask(int? window) => _masks[window ?? int.MaxValue];

    /// <summary>The same group for layers on another device.</summary>
    public AttentionGroup On(Device device) => new(this, device);

    private bool SeesAll(IReadOnlyList<SequenceStep> steps, int window) =>
        Reach <= window && (Tokens == Sequences ? steps.All(step => step.End == Reach) : steps[0].Start == 0);

    private Tensor MaskOf(long[] positions, int window, KeyValueCache places)
    {
        using var numbers = NewDisposeScope();
        // Numbers are held until the calls that read them are over: see RootMeanSquareNorm.
        using var zero = 0.ToScalar();
        using var one = 1.ToScalar();
        using var end = Reach.ToScalar();
        using var back = (-(long)window).ToScalar();
        using var never = double.NegativeInfinity.ToScalar();
        var rows = HostNumbers.Copy(positions, places.Device).unsqueeze(1); // [tokens, 1]
        var columns = arange(zero, end, one, ScalarType.Int64, places.Device).unsqueeze(0); // [1, reach]
        var hidden = columns > rows; // [tokens, reach]
        if (Reach > window)
        {
            hidden = hidden.logical_or(columns <= rows.add(back, one));
        }

        var mask = zeros(hidden.shape, places.Type, places.Device).masked_fill_(hidden, never);
        return (Tokens == Sequences ? mask.view(Tokens, 1, 1, Reach) : mask).MoveToOuterDisposeScope();
    }
}
