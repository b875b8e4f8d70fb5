using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;
using CodeBench.Generation.Model.Steps;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>
/// Attention of one token of each of several sequences, over the cache as it lies: see <see cref="Parts.Attention"/>. What a sequence does not see is not read, and the weights of positions stay float32.
/// </summary>
internal unsafe struct AttentionRows
{
    /// <summary>The width of a head is a multiple of it: what is read at once.</summary>
    public const int Chunk = 16;

    /// <summary>Heads that read a key and a value together.</summary>
    public const int Several = 4;

    private TensorRows _query;
    private TensorRows _seen;
    private byte* _keys;
    private byte* _values;
    private int* _ends;
    private long _room;
    private int _window;
    private int _heads;
    private int _keyHeads;
    private int _width;

    /// <summary>Whether a group's attention is best computed here.</summary>
    /// <param name="query">[sequences, heads, width].</param>
    public static bool IsFor(Tensor query) => query.shape[2] % Chunk == 0 && TensorRows.AreOf(query);

    /// <summary>Weights values by how well keys answer to queries.</summary>
    /// <param name="query">[sequences, heads, width].</param>
    /// <param name="keys">Those of a layer [slots, room, key heads, width].</param>
    /// <param name="values">Those of a layer [slots, room, key heads, width].</param>
    /// <param name="group">Which slots, and how far each sequence is.</param>
    /// <param name="window">How many of its last positions a sequence sees; null for all.</param>
    /// <returns>[sequences, heads, width], in the dispose scope at hand.</returns>
    public static Tensor Of(Tensor query, Tensor keys, Tensor values, AttentionGroup group, int? window)
    {
        var seen = empty(query.shape, query.dtype);
        var (heads, keyHeads, width) = ((int)query.shape[1], (int)keys.shape[2], (int)query.shape[2]);
        var first = group.FirstSlot * keys.stride(0) * keys.element_size();
        fixed (int* ends = group.Ends)
        {
            var whole = new AttentionRows
            {
                _query = TensorRows.Of(query),
                _seen = TensorRows.Of(seen),
                _keys = TensorMemory.PointerOf(keys) + first,
                _values = TensorMemory.PointerOf(values) + first,
                _ends = ends,
                _room = keys.shape[1],
                _window = window ?? int.MaxValue,
                _heads = heads,
                _keyHeads = keyHeads,
                _width = width,
            };
            delegate*<void*, long, void> work = query.dtype == ScalarType.BFloat16 ? &Attend<BFloat16Format> : &Attend<Float32Format>;
            TensorRows.Run(group.Sequences * keyHeads, query.numel() * group.Reach, work, &whole);
        }

        GC.KeepAlive(query);
        GC.KeepAlive(keys);
        GC.KeepAlive(values);
        return seen;
    }

    /// <summary>So many numbers, and what fills the last vector up.</summary>
    public static int Whole(int count) => (count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    // A key head of a sequence, with the heads that share it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Attend<T>(void* state, long piece)
        where T : struct, INumberFormat
    {
        var whole = (AttentionRows*)state;
        var (sequence, keyHead) = (piece / whole->_keyHeads, piece % whole->_keyHeads);
        var (width, own, stride) = (whole->_width, whole->_heads / whole->_keyHeads, whole->_width * T.Size);
        var start = Math.Max(0, whole->_ends[sequence] - whole->_window);
        var count = whole->_ends[sequence] - start;
        var begin = ((piece * whole->_room) + start) * stride;
        var keys = whole->_keys + begin;
        var values = whole->_values + begin;
        var numbers = (float*)NativeMemory.AlignedAlloc((nuint)(((Several * width) + Whole(Several * count)) * sizeof(float)), CacheLine.Size);
        var weights = numbers + (Several * width);
        var root = 1 / MathF.Sqrt(width);
        for (var head = 0; head < own;)
        {
            var together = own - head >= Several ? Several : 1;
            var place = ((keyHead * own) + head) * width * T.Size;
            var seen = whole->_seen[sequence] + place;
            Widen<T>(whole->_query[sequence] + place, numbers, together * width);
            if (together == Several)
            {
                AttentionWeights.Several<T>(numbers, keys, stride, count, width, values - keys, weights);
                AttentionShares.Softmax(weights, Several * count, Several, root);
                AttentionSums.Several<T>(weights, values, stride, count, width, seen);
            }
            else
            {
                AttentionWeights.One<T>(numbers, keys, stride, count, width, values - keys, weights);
                AttentionShares.Softmax(weights, count, 1, root);
                AttentionSums.One<T>(weights, values, stride, count, width, seen);
            }

            head += together;
        }

        NativeMemory.AlignedFree(numbers);
    }

    private static void Widen<T>(byte* from, float* to, int count)
        where T : struct, INumberFormat
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            T.Load(from + (i * T.Size)).Store(to + i);
        }
    }
}
