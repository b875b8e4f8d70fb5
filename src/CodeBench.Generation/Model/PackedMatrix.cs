using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>
/// A matrix whose numbers lie as oneDNN's products on a CPU read them. The products of libtorch's default library lay them out anew each time, which costs more than the product itself
/// where x has few rows: between 4 and 64 rows the products of a packed one take half to two thirds of the time, of a single row a fifth more.
/// </summary>
/// <remarks>TorchSharp has no name for these functions: they are libtorch's C interface for compiled models, whose names and forms are kept from version to version.</remarks>
internal sealed unsafe partial class PackedMatrix : IPackedMatrix
{
    private const string Library = "libtorch_cpu.so";

    // Smaller ones stay in the processor's caches, and the way to these functions is longer.
    private const long Least = 1 << 18;

    private readonly Tensor _numbers;

    private PackedMatrix(Tensor numbers) => _numbers = numbers;

    /// <summary>Packs a matrix.</summary>
    /// <param name="matrix">[outputs, inputs]; it is not needed any more afterwards.</param>
    /// <returns>Null where that is no use: another device or type, a small matrix, a libtorch without these functions.</returns>
    public static PackedMatrix? Of(Tensor matrix)
    {
        var isFast = matrix.dtype switch
        {
            ScalarType.Float32 => true,
            ScalarType.BFloat16 => Avx512BW.IsSupported, // others are refused, with a message on standard error
            _ => false,
        };
        if (!isFast || matrix.device.type != DeviceType.CPU || matrix.numel() < Least)
        {
            return null;
        }

        try
        {
            // The call takes over the handle that it is given, and puts its result in that one's place; the other argument says nothing of the rows to come.
            var arguments = stackalloc nint[2];
            arguments[1] = 0;
            if (NewHandle(matrix.Handle, out arguments[0]) != 0)
            {
                return null;
            }

            var status = Call("mkldnn::_reorder_linear_weight", "", arguments);
            GC.KeepAlive(matrix);
            return status == 0 ? new PackedMatrix(Tensor.UnsafeCreateTensor(arguments[0]).DetachFromDisposeScope()) : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Tensor Multiply(Tensor x, Tensor? bias)
    {
        var own = bias?.Handle ?? 0;
        int status;
        nint product;
        fixed (byte* nothing = "none"u8)
        {
            status = Linear(x.Handle, _numbers.Handle, bias is null ? null : &own, nothing, null, 0, null, out product);
        }

        GC.KeepAlive(x);
        GC.KeepAlive(bias);
        GC.KeepAlive(this);
        return status == 0
            ? Tensor.UnsafeCreateTensor(product)
            : throw new InvalidOperationException("libtorch refused a product with a packed matrix; it says why on standard error.");
    }

    /// <inheritdoc/>
    public void Dispose() => _numbers.Dispose();

    [LibraryImport(Library, EntryPoint = "aoti_torch_new_tensor_handle")]
    private static partial int NewHandle(nint tensor, out nint handle);

    [LibraryImport(Library, EntryPoint = "aoti_torch_call_dispatcher", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Call(string name, string overload, nint* arguments);

    // What is done to the product: the name of a function, and its numbers and way, of which "none" has none.
    [LibraryImport(Library, EntryPoint = "aoti_torch_cpu__linear_pointwise")]
    private static partial int Linear(nint x, nint matrix, nint* bias, byte* function, double** numbers, long count, byte** way, out nint product);
}
