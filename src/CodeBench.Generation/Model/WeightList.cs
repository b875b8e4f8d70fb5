using CodeBench.Core.Faults;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>
/// The weights that the parts of a decoder ask for when they are made. So the decoder itself is the list of what a checkpoint must hold; the
/// numbers come later, when the checkpoint is known to hold just that.
/// </summary>
/// <param name="type">The type to compute in.</param>
/// <param name="device">Where to compute.</param>
public sealed class WeightList(ScalarType type, Device device) : IDisposable
{
    private readonly List<Weight> _all = [];

    /// <summary>The type to compute in.</summary>
    public ScalarType Type => type;

    /// <summary>Where to compute.</summary>
    public Device Device => device;

    /// <summary>What was asked for.</summary>
    public IReadOnlyList<Weight> All => _all;

    /// <summary>How many numbers that is.</summary>
    public long Count => _all.SelectMany(weight => weight.Parts).Sum(part => part.Count);

    /// <summary>How much memory that is.</summary>
    public ByteSize Size => new(Count * type.ElementSize());

    /// <summary>Asks for a weight.</summary>
    /// <param name="parts">The checkpoint's tensors, which lie one below the other in it.</param>
    public Weight Add(params IReadOnlyList<WeightPart> parts)
    {
        var weight = new Weight(parts);
        _all.Add(weight);
        return weight;
    }

    /// <summary>Makes room for all.</summary>
    public void Allocate() => _all.ForEach(weight => weight.Allocate(type, device));

    /// <inheritdoc/>
    public void Dispose() => _all.ForEach(weight => weight.Free());
}
