using System.Runtime.CompilerServices;
using CodeBench.Generation.Model.Numbers;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// A matrix in panels, whose products are computed in float32 and rounded once at the end. For what libtorch's own products are slow at: bfloat16 on processors without instructions for it (a third as
/// fast as float32), single rows of bfloat16 (half as fast as memory), and float32 on processors of other makers than its library's (a single row a quarter as fast as memory, a prompt two fifths as
/// fast as here).
/// </summary>
internal sealed unsafe class PanelMatrix : IPackedMatrix
{
    private const int Together = 32;

    private readonly PanelKernel _kernel;
    private readonly Tensor _panels; // [panels, inputs, outputs of a panel], the last ones' missing outputs zero
    private readonly long _outputs;

    private PanelMatrix(PanelKernel kernel, Tensor panels, long outputs) => (_kernel, _panels, _outputs) = (kernel, panels, outputs);

    /// <summary>Lays a matrix out in panels.</summary>
    /// <param name="matrix">[outputs, inputs] of float32 or bfloat16; it is not needed any more afterwards.</param>
    /// <param name="kernel">What multiplies.</param>
    /// <returns>Null where that is no use: another type or device, no threads.</returns>
    public static PanelMatrix? Of(Tensor matrix, PanelKernel kernel)
    {
        if (matrix.dtype is not (ScalarType.Float32 or ScalarType.BFloat16) || matrix.device.type != DeviceType.CPU || !ThreadTeam.Exists)
        {
            return null;
        }

        var (outputs, inputs) = (matrix.shape[0], matrix.shape[1]);
        var count = (outputs + IPanelFormat.Outputs - 1) / IPanelFormat.Outputs;
        var panels = empty([count, inputs, IPanelFormat.Outputs], matrix.dtype).DetachFromDisposeScope();
        delegate*<byte*, byte*, long, long, long, void> layOut = matrix.dtype == ScalarType.BFloat16 ? &LayOut<BFloat16Format> : &LayOut<Float32Format>;
        var from = TensorMemory.PointerOf(matrix);
        var to = TensorMemory.PointerOf(panels);
        for (var panel = 0L; panel < count; panel++)
        {
            layOut(from, to, panel, outputs, inputs);
        }

        GC.KeepAlive(matrix);
        return new PanelMatrix(kernel, panels, outputs);
    }

    /// <inheritdoc/>
    public Tensor Multiply(Tensor x, Tensor? bias)
    {
        using var near = x.contiguous();
        var product = empty([x.shape[0], _outputs], _panels.dtype);
        delegate*<PanelKernel, Tensor, Tensor, Tensor?, Tensor, void> run = _panels.dtype == ScalarType.BFloat16 ? &PanelProduct.Run<BFloat16Format> : &PanelProduct.Run<Float32Format>;
        run(_kernel, near, _panels, bias, product);
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
        var rows = empty([count, inputs], _panels.dtype);
        delegate*<byte*, long, long, byte*, void> take = _panels.dtype == ScalarType.BFloat16 ? &Take<BFloat16Format> : &Take<Float32Format>;
        var from = TensorMemory.PointerOf(_panels);
        var to = TensorMemory.PointerOf(rows);
        foreach (var id in ids.data<long>())
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, _outputs, nameof(ids));
            take(from, id, inputs, to);
            to += inputs * rows.element_size();
        }

        GC.KeepAlive(this);
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _panels.Dispose();

    // The first input's number of an output; the others' follow, a panel's width apart.
    private static byte* PlaceOf<T>(byte* panels, long output, long inputs)
        where T : struct, IPanelFormat =>
        panels + (((output / IPanelFormat.Outputs * inputs * IPanelFormat.Outputs) + T.PlaceOf((int)(output % IPanelFormat.Outputs))) * T.Size);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Take<T>(byte* panels, long output, long inputs, byte* to)
        where T : struct, IPanelFormat
    {
        var from = PlaceOf<T>(panels, output, inputs);
        for (var input = 0L; input < inputs; input++)
        {
            Unsafe.CopyBlockUnaligned(to + (input * T.Size), from + (input * T.Size * IPanelFormat.Outputs), (uint)T.Size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LayOut<T>(byte* matrix, byte* panels, long panel, long outputs, long inputs)
        where T : struct, IPanelFormat
    {
        // Some inputs of all outputs at a time: what is read and what is written then stays in the nearest cache.
        for (var start = 0L; start < inputs; start += Together)
        {
            var end = Math.Min(start + Together, inputs);
            for (var output = panel * IPanelFormat.Outputs; output < (panel + 1) * IPanelFormat.Outputs; output++)
            {
                var to = PlaceOf<T>(panels, output, inputs) + (start * T.Size * IPanelFormat.Outputs);
                var from = matrix + (output * inputs * T.Size);
                for (var input = start; input < end; input++, to += T.Size * IPanelFormat.Outputs)
                {
                    if (output < outputs)
                    {
                        Unsafe.CopyBlockUnaligned(to, from + (input * T.Size), (uint)T.Size);
                    }
                    else
                    {
                        Unsafe.InitBlockUnaligned(to, 0, (uint)T.Size);
                    }
                }
            }
        }
    }
}
