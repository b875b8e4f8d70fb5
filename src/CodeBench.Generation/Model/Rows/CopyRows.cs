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
        var (room, heads, size) = (layer.shape[1], layer.shape[2], layer.element_size());
        var (slot, position, head, width) = (layer.stride(0) * size, layer.stride(1) * size, layer.stride(2) * size, layer.shape[3] * size);
        var (from, tokens) = (TensorRows.Of(numbers), numbers.shape[0]);
        var kept = TensorMemory.PointerOf(layer);
        var place = (long*)TensorMemory.PointerOf(places);
        for (var token = 0L; token < tokens; token++)
        {
            var to = kept + (place[token] / room * slot) + (place[token] % room * position);
            for (var i = 0L; i < heads; i++)
            {
                Buffer.MemoryCopy(from[token] + (i * width), to + (i * head), width, width);
            }
        }

        GC.KeepAlive(layer);
        GC.KeepAlive(places);
        GC.KeepAlive(numbers);
    }
}
