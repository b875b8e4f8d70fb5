using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>
/// The root-mean-square norm as one kernel of libtorch's, in place of eight: on a CUDA device most of a step is the starting of kernels. It is rounded once, after the weight,
/// where the authors' code rounds before it too. TorchSharp has no name for it: as <see cref="PackedMatrix"/> says.
/// </summary>
internal static unsafe class FusedNorm
{
    private static readonly nint Function =
        NativeLibrary.TryLoad("libtorch_cuda.so", out var library) && NativeLibrary.TryGetExport(library, "aoti_torch_cuda__fused_rms_norm", out var function) ? function : 0;

    /// <summary>Whether tensors of a device can be given to it.</summary>
    public static bool IsFor(Device device) => device.type == DeviceType.CUDA && Function != 0;

    /// <summary>x / sqrt(mean(x^2) + epsilon) * weight.</summary>
    /// <param name="x">[.., width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="epsilon">What is added below the root.</param>
    /// <returns>[.., width], in the dispose scope at hand.</returns>
    public static Tensor Of(Tensor x, Tensor weight, double epsilon)
    {
        var (width, own) = (x.shape[^1], weight.Handle);
        // Of input, sizes and their count, weight and epsilon it makes the norm and the inverse of the root.
        var call = (delegate* unmanaged<nint, long*, long, nint*, double*, nint*, nint*, int>)Function;
        nint norm;
        nint root;
        var status = call(x.Handle, &width, 1, &own, &epsilon, &norm, &root);
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        if (status != 0)
        {
            throw new InvalidOperationException("libtorch refused a norm; it says why on standard error.");
        }

        Tensor.UnsafeCreateTensor(root).Dispose();
        return Tensor.UnsafeCreateTensor(norm);
    }
}
