using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// A bfloat16 matrix in panels, whose products are float32's, rounded once at the end. For processors without instructions for bfloat16: libtorch's products of it are there a third as fast as
/// those of float32, and of single rows half as fast as memory.
/// </summary>
internal sealed unsafe class PanelMatrix : IPackedMatrix
{
    private readonly PanelKernel _kernel;
    private readonly Tensor _panels; // bfloat16 [panels, inputs, outputs of a panel], the last ones' missing outputs zero
    private readonly long _outputs;

    private PanelMatrix(PanelKernel kernel, Tensor panels, long outputs) => (_kernel, _panels, _outputs) = (kernel, panels, outputs);

    /// <summary>Lays a matrix out in panels.</summary>
    /// <param name="matrix">[outputs, inputs] of bfloat16; it is not needed any more afterwards.</param>
    /// <param name="kernel">What multiplies.</param>
    /// <returns>Null where that is no use: another type or device, no threads.</returns>
    public static PanelMatrix? Of(Tensor matrix, PanelKernel kernel)
    {
        if (matrix.dtype != ScalarType.BFloat16 || matrix.device.type != DeviceType.CPU || !ThreadTeam.Exists)
        {
            return null;
        }

        var (outputs, inputs) = (matrix.shape[0], matrix.shape[1]);
        var panels = empty([(outputs + PanelKernel.Outputs - 1) / PanelKernel.Outputs, inputs, PanelKernel.Outputs], ScalarType.BFloat16).DetachFromDisposeScope();
        for (var panel = 0L; panel < panels.shape[0]; panel++)
        {
            LayOut(PointerOf(matrix), PointerOf(panels), panel, outputs, inputs);
        }

        GC.KeepAlive(matrix);
        return new PanelMatrix(kernel, panels, outputs);
    }

    /// <inheritdoc/>
    public Tensor Multiply(Tensor x, Tensor? bias)
    {
        using var near = x.contiguous();
        var (rows, inputs) = (x.shape[0], x.shape[1]);
        var product = empty([rows, _outputs], ScalarType.BFloat16);
        PanelProduct.Run(_kernel, PointerOf(near), PointerOf(_panels), bias is null ? null : PointerOf(bias), PointerOf(product), rows, inputs, _outputs);
        GC.KeepAlive(bias);
        GC.KeepAlive(this);
        return product;
    }

    /// <summary>Takes single rows of the matrix, as they were.</summary>
    /// <param name="ids">Which, int64 [count].</param>
    /// <returns>[count, inputs], in the dispose scope at hand.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Tensor Select(Tensor ids)
    {
        var (count, inputs) = (ids.shape[0], _panels.shape[1]);
        var rows = empty([count, inputs], ScalarType.BFloat16);
        var to = PointerOf(rows);
        var panels = PointerOf(_panels);
        foreach (var id in ids.data<long>())
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, _outputs, nameof(ids));
            var from = PlaceOf(panels, id / PanelKernel.Outputs, id % PanelKernel.Outputs, inputs);
            for (var input = 0L; input < inputs; input++)
            {
                *to++ = from[input * PanelKernel.Outputs];
            }
        }

        GC.KeepAlive(this);
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _panels.Dispose();

    // Output i of a panel lies in the lower half of word i, output i + 16 in the upper.
    private static ushort* PlaceOf(ushort* panels, long panel, long output, long inputs) =>
        panels + (panel * inputs * PanelKernel.Outputs) + (output < PanelKernel.Words ? 2 * output : (2 * (output - PanelKernel.Words)) + 1);

    private static ushort* PointerOf(Tensor tensor) => (ushort*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LayOut(ushort* matrix, ushort* panels, long panel, long outputs, long inputs)
    {
        for (var output = 0; output < PanelKernel.Outputs; output++)
        {
            var place = PlaceOf(panels, panel, output, inputs);
            var row = (panel * PanelKernel.Outputs) + output;
            var from = matrix + (row * inputs);
            for (var input = 0L; input < inputs; input++)
            {
                place[input * PanelKernel.Outputs] = row < outputs ? from[input] : (ushort)0;
            }
        }
    }
}
