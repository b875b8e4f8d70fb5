using CodeBench.Generation.Model.Panels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Generation.Model;

/// <summary>A weight of the decoder: one tensor of the checkpoint, or several that lie one below the other, so that one product serves them all.</summary>
/// <param name="parts">The tensors, which differ in their first size alone.</param>
/// <param name="device">Where it is computed with.</param>
public sealed class Weight(IReadOnlyList<WeightPart> parts, Device device)
{
    private Tensor? _value;
    private IPackedMatrix? _packed;

    /// <summary>The tensors of the checkpoint.</summary>
    public IReadOnlyList<WeightPart> Parts => parts;

    /// <summary>Where it is computed with.</summary>
    public Device Device => device;

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">There is no room for them yet, or they were packed.</exception>
    public Tensor Value => _value ?? throw new InvalidOperationException($"{parts[0].Name} was not read, or was packed.");

    /// <summary>What is done with it.</summary>
    internal WeightUse Use { get; init; }

    /// <summary>Makes room, whose numbers are whatever was there.</summary>
    internal void Allocate(ScalarType type)
    {
        long[] sizes = [parts.Sum(part => part.Sizes[0]), .. parts[0].Sizes.Skip(1)];
        _value = empty(sizes, type, device).DetachFromDisposeScope();
    }

    /// <summary>Lays its numbers out for products, where it is a matrix for which that is of use. Nothing is kept twice.</summary>
    internal void Pack(MatrixLayout layout, Processor processor)
    {
        _packed = processor.Pack(Value, layout, Use);
        if (_packed is not null)
        {
            Free(ref _value);
        }
    }

    /// <summary>x W^T + b.</summary>
    /// <param name="x">[.., inputs].</param>
    /// <param name="bias">[outputs]; null where there is none.</param>
    /// <returns>[.., outputs].</returns>
    internal Tensor Multiply(Tensor x, Tensor? bias) => _packed?.Multiply(x, bias) ?? linear(x, Value, bias);

    /// <summary>Single rows.</summary>
    /// <param name="ids">Which, int64 [count], where the weight is.</param>
    /// <returns>[count, inputs].</returns>
    internal Tensor Select(Tensor ids) => _packed is PanelMatrix panels ? panels.Select(ids) : Value.index_select(0, ids);

    internal void Free()
    {
        Free(ref _value);
        Free(ref _packed);
    }

    private static void Free<T>(ref T? held)
        where T : class, IDisposable
    {
        held?.Dispose();
        held = null;
    }
}
