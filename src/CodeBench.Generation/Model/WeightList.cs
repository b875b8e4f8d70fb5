using CodeBench.Core.Faults;
using CodeBench.Generation.Model.Panels;
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
    public Weight Add(params IReadOnlyList<WeightPart> parts) => Add(new Weight(parts));

    /// <summary>Asks for a matrix that nothing but products needs.</summary>
    /// <param name="parts">The checkpoint's tensors, which lie one below the other in it.</param>
    public Weight AddMatrix(params IReadOnlyList<WeightPart> parts) => Add(new Weight(parts) { IsOnlyMultiplied = true });

    /// <summary>Makes room for all.</summary>
    public void Allocate() => _all.ForEach(weight => weight.Allocate(type, device));

    /// <summary>
    /// Lays out matrices, now that their numbers are there. In float32 16 sequences are then decoded in two thirds of the time, and a single one takes a fifth more; where the processor has no
    /// bfloat16 that type gains with any number.
    /// </summary>
    /// <param name="layout">For which products.</param>
    public void Pack(MatrixLayout layout) => _all.ForEach(weight => weight.Pack(layout, Processor.Here));

    /// <inheritdoc/>
    public void Dispose() => _all.ForEach(weight => weight.Free());

    private Weight Add(Weight weight)
    {
        _all.Add(weight);
        return weight;
    }
}
