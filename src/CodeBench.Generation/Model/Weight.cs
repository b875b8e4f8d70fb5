using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>A weight of the decoder: one tensor of the checkpoint, or several that lie one below the other, so that one product serves them all.</summary>
/// <param name="parts">The tensors, which differ in their first size alone.</param>
public sealed class Weight(IReadOnlyList<WeightPart> parts)
{
    private Tensor? _value;

    /// <summary>The tensors of the checkpoint.</summary>
    public IReadOnlyList<WeightPart> Parts => parts;

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">There is no room for them yet.</exception>
    public Tensor Value => _value ?? throw new InvalidOperationException($"{parts[0].Name} was not read.");

    /// <summary>Makes room, whose numbers are whatever was there.</summary>
    internal void Allocate(ScalarType type, Device device)
    {
        long[] sizes = [parts.Sum(part => part.Sizes[0]), .. parts[0].Sizes.Skip(1)];
        _value = empty(sizes, type, device).DetachFromDisposeScope();
    }

    internal void Free() => _value?.Dispose();
}
