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
    /// <param name="rows">Fills the step up; null leaves it as large as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A step does not fit into the cache, or all together not into the rows.</exception>
    public StepLayout(IReadOnlyList<SequenceStep> steps, DecoderConfig config, RotaryTable rotary, KeyValueCache cache, FixedRows? rows)
    {
        IReadOnlyList<SequenceStep> all = rows is null ? steps : [.. steps, .. FillersOf(steps, rows)];
        var singles = all.Where(step => step.Tokens.Count == 1).OrderBy(step => step.Slot).ToList();
        SequenceStep[] ordered = [.. singles, .. all.Where(step => step.Tokens.Count > 1)];
        var count = ordered.Sum(step => step.Tokens.Count);
        var (ids, places) = (new long[count], new long[count]);
        var (cos, sin) = (new float[count * rotary.Width], new float[count * rotary.Width]);
        var groups = new List<AttentionGroup>();
        var ends = new Dictionary<SequenceStep, long>(ReferenceEqualityComparer.Instance);
        var at = 0;
        foreach (var neighbours in NeighboursOf(singles, alone: rows is not null))
        {
            groups.Add(new AttentionGroup(groups.Sum(group => group.Tokens), neighbours, config.Windows, cache));
        }

        foreach (var step in ordered)
        {
            var tokens = step.Tokens.Count;
            var first = cache.PlaceOf(step);
            for (var i = 0; i < tokens; i++)
            {
                (ids[at + i], places[at + i]) = (step.Tokens[i], first + i);
            }

            var (from, size) = (at * rotary.Width, tokens * rotary.Width);
            rotary.Write(step.Start, step.Length, cos.AsSpan(from, size), sin.AsSpan(from, size));
            if (tokens > 1)
            {
                groups.Add(new AttentionGroup(at, [step], config.Windows, cache));
            }

            at += tokens;
            ends[step] = at - 1;
        }

        (Groups, Device) = (groups, cache.Device);
        Ids = HostNumbers.Copy(ids, cache.Device);
        Places = HostNumbers.Copy(places, cache.Device);
        Cos = HostNumbers.Copy(cos, cache.Device).view(count, 1, rotary.Width);
        Sin = HostNumbers.Copy(sin, cache.Device).view(count, 1, rotary.Width);
        var last = steps.Select(step => ends[step]);
        Last = HostNumbers.Copy([.. rows is null ? last : last.Concat(Enumerable.Repeat(0L, rows.Count - steps.Count))], cache.Device);
    }

    private StepLayout(StepLayout other, Device device)
    {
        Device = device;
        (Ids, Places, Cos, Sin, Last) = (other.Ids, other.Places.to(device), other.Cos.to(device), other.Sin.to(device), other.Last.to(device));
        Groups = [.. other.Groups.Select(group => group.On(device))];
    }

    /// <summary>Where all but the tokens are.</summary>
    public Device Device { get; }

    /// <summary>The tokens [tokens], where the step was made.</summary>
    public Tensor Ids { get; }

    /// <summary>Where each token's key and value go in the cache [tokens].</summary>
    public Tensor Places { get; }

    /// <summary>Cosines of the tokens' angles, float32 [tokens, 1, width].</summary>
    public Tensor Cos { get; }

    /// <summary>Sines of the tokens' angles, negative in the first half, float32 [tokens, 1, width].</summary>
    public Tensor Sin { get; }

    /// <summary>Which token is the last of each sequence, in the sequences' order as they came [sequences, or rows where these are fixed].</summary>
    public Tensor Last { get; }

    /// <summary>Which tokens attend together, in the order of the tokens.</summary>
    public IReadOnlyList<AttentionGroup> Groups { get; }

    /// <summary>The same step for layers on another device; its tensors belong to the dispose scope at hand.</summary>
    public StepLayout On(Device device) => new(this, device);

    private static IEnumerable<SequenceStep> FillersOf(IReadOnlyList<SequenceStep> steps, FixedRows rows)
    {
        var missing = rows.Count - steps.Sum(step => step.Tokens.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(missing, nameof(rows));
        return missing == 0 ? [] : [new SequenceStep(rows.SpareSlot, 0, new int[missing])];
    }

    // Sequences in neighbouring slots attend together, for their keys and values lie as one tensor in the cache.
    private static IEnumerable<IReadOnlyList<SequenceStep>> NeighboursOf(List<SequenceStep> singles, bool alone)
    {
        for (var (start, end) = (0, 1); start < singles.Count; start = end++)
        {
            while (!alone && end < singles.Count && singles[end].Slot == singles[end - 1].Slot + 1)
            {
                end++;
            }

            yield return singles[start..end];
        }
    }
}
