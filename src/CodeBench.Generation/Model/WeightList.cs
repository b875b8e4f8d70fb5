using CodeBench.Core.Faults;
using CodeBench.Generation.Model.Panels;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>
/// The weights that the parts of a decoder ask for when they are made. So the decoder itself is the list of what a checkpoint must hold; the
/// numbers come later, when the checkpoint is known to hold just that.
/// </summary>
public sealed class WeightList : IDisposable
{
    private readonly List<Weight> _all;

    /// <summary>An empty list.</summary>
    /// <param name="type">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    public WeightList(ScalarType type, Device device)
        : this(type, device, [])
    {
    }

    private WeightList(ScalarType type, Device device, List<Weight> all) => (Type, Device, _all) = (type, device, all);

    /// <summary>The type to compute in.</summary>
    public ScalarType Type { get; }

    /// <summary>Where to compute with what is asked for.</summary>
    public Device Device { get; }

    /// <summary>What was asked for.</summary>
    public IReadOnlyList<Weight> All => _all;

    /// <summary>How many numbers that is.</summary>
    public long Count => _all.SelectMany(weight => weight.Parts).Sum(part => part.Count);

    /// <summary>How much memory that is.</summary>
    public ByteSize Size => new(Count * Type.ElementSize());

    /// <summary>The same list, to be asked for what is computed with on another device.</summary>
    public WeightList On(Device device) => new(Type, device, _all);

    /// <summary>Asks for a weight.</summary>
    /// <param name="parts">The checkpoint's tensors, which lie one below the other in it.</param>
    public Weight Add(params IReadOnlyList<WeightPart> parts) => Add(new Weight(parts, Device));

    /// <summary>Asks for an embedding, of which single rows are taken.</summary>
    /// <param name="part">The checkpoint's tensor.</param>
    /// <param name="isTied">Whether it is also the output's matrix.</param>
    public Weight AddEmbedding(WeightPart part, bool isTied) => Add(new Weight([part], Device) { Use = isTied ? WeightUse.RowsAndProducts : WeightUse.Numbers });

    /// <summary>Asks for a matrix that nothing but products needs.</summary>
    /// <param name="parts">The checkpoint's tensors, which lie one below the other in it.</param>
    public Weight AddMatrix(params IReadOnlyList<WeightPart> parts) => Add(new Weight(parts, Device) { Use = WeightUse.Products });

    /// <summary>Makes room for all.</summary>
    public void Allocate() => _all.ForEach(weight => weight.Allocate(Type));

    /// <summary>Lays out matrices, now that their numbers are there: see <see cref="Processor"/>.</summary>
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
