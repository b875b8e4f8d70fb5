using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>Puts tokens' numbers where they are kept: see <see cref="KeyValueCache"/>.</summary>
internal static unsafe class CopyRows
{
    /// <summary>Copies.</summary>
    /// <param name="layer">Keys or values of a layer [slots, room, key heads, width].</param>
    /// <param name="places">Where each token goes, int64 [tokens]: a position of all slots'.</param>
    /// <param name="numbers">[tokens, key heads, width], each token's behind one another.</param>
    public static void To(Tensor layer, Tensor places, Tensor numbers)
    {
        var size = layer.stride(1) * layer.element_size();
        var (from, tokens) = (TensorRows.Of(numbers), numbers.shape[0]);
        var kept = TensorMemory.PointerOf(layer);
        var place = (long*)TensorMemory.PointerOf(places);
        for (var token = 0L; token < tokens; token++)
        {
            Buffer.MemoryCopy(from[token], kept + (place[token] * size), size, size);
        }

        GC.KeepAlive(layer);
        GC.KeepAlive(places);
        GC.KeepAlive(numbers);
    }
}
