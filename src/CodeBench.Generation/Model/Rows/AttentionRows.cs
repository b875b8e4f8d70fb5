using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Steps;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>
/// Attention of one token of each of several sequences, over the cache as it lies: see <see cref="Parts.Attention"/>. What a sequence does not see is not read, and the weights of positions stay float32.
/// </summary>
internal unsafe struct AttentionRows
{
    private const int Chunk = 16;

    // With so many sequences the functions are warm after the first, and libtorch's has an eighth to a quarter less to do for each.
    private const int Most = 8;

    // Heads that read a key and a value together.
    private const int Several = 4;

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
    public static bool IsFor(Tensor query) => query.shape[0] < Most && query.shape[2] % Chunk == 0 && TensorRows.AreOf(query);

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
                _keys = TensorRows.PointerOf(keys) + first,
                _values = TensorRows.PointerOf(values) + first,
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

    // A key head of a sequence, with the heads that share it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Attend<T>(void* state, long piece)
        where T : struct, INumberFormat
    {
        var whole = (AttentionRows*)state;
        var (sequence, keyHead) = (piece / whole->_keyHeads, piece % whole->_keyHeads);
        var (width, own, stride) = (whole->_width, whole->_heads / whole->_keyHeads, whole->_keyHeads * whole->_width * T.Size);
        var start = Math.Max(0, whole->_ends[sequence] - whole->_window);
        var count = whole->_ends[sequence] - start;
        var padded = (count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        var begin = (((sequence * whole->_room) + start) * stride) + (keyHead * width * T.Size);
        var keys = whole->_keys + begin;
        var values = whole->_values + begin;
        var numbers = (float*)NativeMemory.AlignedAlloc((nuint)(Several * (width + padded) * sizeof(float)), 64);
        var weights = numbers + (Several * width);
        var root = 1 / MathF.Sqrt(width);
        for (var head = 0; head < own;)
        {
            var together = own - head >= Several ? Several : 1;
            var place = ((keyHead * own) + head) * width * T.Size;
            Widen<T>(whole->_query[sequence] + place, numbers, together * width);
            if (together == Several)
            {
                WeighSeveral<T>(numbers, keys, stride, count, width, weights, padded);
            }
            else
            {
                WeighOne<T>(numbers, keys, stride, count, width, weights);
            }

            for (var i = 0; i < together; i++)
            {
                Softmax(weights + (i * padded), count, padded, root);
            }

            if (together == Several)
            {
                AddSeveral<T>(weights, padded, values, stride, count, width, whole->_seen[sequence] + place);
            }
            else
            {
                AddOne<T>(weights, values, stride, count, width, whole->_seen[sequence] + place);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeighOne<T>(float* query, byte* keys, long stride, int count, int width, float* weights)
        where T : struct, INumberFormat
    {
        for (var position = 0; position < count; position++, keys += stride)
        {
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var own = query;
            for (var key = keys; key < keys + (width * T.Size); key += Chunk * T.Size, own += Chunk)
            {
                even = Vector256.FusedMultiplyAdd(T.Load(key), Vector256.Load(own), even);
                odd = Vector256.FusedMultiplyAdd(T.Load(key + (Vector256<float>.Count * T.Size)), Vector256.Load(own + Vector256<float>.Count), odd);
            }

            weights[position] = SumOf(even, odd);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOf(Vector256<float> even, Vector256<float> odd)
    {
        var both = even + odd;
        return Vector128.Sum(both.GetLower() + both.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeighSeveral<T>(float* query, byte* keys, long stride, int count, int width, float* weights, int padded)
        where T : struct, INumberFormat
    {
        for (var position = 0; position < count; position++, keys += stride)
        {
            var (even0, odd0) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (even1, odd1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (even2, odd2) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (even3, odd3) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var own = query;
            for (var key = keys; key < keys + (width * T.Size); key += Chunk * T.Size, own += Chunk)
            {
                var (even, odd) = (T.Load(key), T.Load(key + (Vector256<float>.Count * T.Size)));
                even0 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own), even0);
                odd0 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + Vector256<float>.Count), odd0);
                even1 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own + width), even1);
                odd1 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + width + Vector256<float>.Count), odd1);
                even2 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own + (2 * width)), even2);
                odd2 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + (2 * width) + Vector256<float>.Count), odd2);
                even3 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own + (3 * width)), even3);
                odd3 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + (3 * width) + Vector256<float>.Count), odd3);
            }

            weights[position] = SumOf(even0, odd0);
            weights[padded + position] = SumOf(even1, odd1);
            weights[(2 * padded) + position] = SumOf(even2, odd2);
            weights[(3 * padded) + position] = SumOf(even3, odd3);
        }
    }

    // exp(root x - the most of it) over the sum of all; what fills up has the weight zero.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Softmax(float* weights, int count, int padded, float root)
    {
        for (var i = count; i < padded; i++)
        {
            weights[i] = float.NegativeInfinity;
        }

        var most = Vector256.Create(float.NegativeInfinity);
        for (var i = 0; i < padded; i += Vector256<float>.Count)
        {
            most = Vector256.Max(most, Vector256.Load(weights + i));
        }

        var top = most[0];
        for (var i = 1; i < Vector256<float>.Count; i++)
        {
            top = MathF.Max(top, most[i]);
        }

        var (shift, factor, sum) = (Vector256.Create(top), Vector256.Create(root), Vector256<float>.Zero);
        for (var i = 0; i < padded; i += Vector256<float>.Count)
        {
            var weight = Vector256.Exp((Vector256.Load(weights + i) - shift) * factor);
            weight.Store(weights + i);
            sum += weight;
        }

        var share = Vector256.Create(1 / Vector256.Sum(sum));
        for (var i = 0; i < padded; i += Vector256<float>.Count)
        {
            (Vector256.Load(weights + i) * share).Store(weights + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne<T>(float* weights, byte* values, long stride, int count, int width, byte* seen)
        where T : struct, INumberFormat
    {
        for (var i = 0; i < width; i += Chunk)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var value = values + (i * T.Size);
            for (var position = 0; position < count; position++, value += stride)
            {
                var weight = Vector256.Create(weights[position]);
                low = Vector256.FusedMultiplyAdd(T.Load(value), weight, low);
                high = Vector256.FusedMultiplyAdd(T.Load(value + (Vector256<float>.Count * T.Size)), weight, high);
            }

            T.Store(low, seen + (i * T.Size));
            T.Store(high, seen + ((i + Vector256<float>.Count) * T.Size));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSeveral<T>(float* weights, int padded, byte* values, long stride, int count, int width, byte* seen)
        where T : struct, INumberFormat
    {
        for (var i = 0; i < width; i += Chunk)
        {
            var (low0, high0) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (low1, high1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (low2, high2) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (low3, high3) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var value = values + (i * T.Size);
            for (var position = 0; position < count; position++, value += stride)
            {
                var (low, high) = (T.Load(value), T.Load(value + (Vector256<float>.Count * T.Size)));
                var weight0 = Vector256.Create(weights[position]);
                low0 = Vector256.FusedMultiplyAdd(low, weight0, low0);
                high0 = Vector256.FusedMultiplyAdd(high, weight0, high0);
                var weight1 = Vector256.Create(weights[padded + position]);
                low1 = Vector256.FusedMultiplyAdd(low, weight1, low1);
                high1 = Vector256.FusedMultiplyAdd(high, weight1, high1);
                var weight2 = Vector256.Create(weights[(2 * padded) + position]);
                low2 = Vector256.FusedMultiplyAdd(low, weight2, low2);
                high2 = Vector256.FusedMultiplyAdd(high, weight2, high2);
                var weight3 = Vector256.Create(weights[(3 * padded) + position]);
                low3 = Vector256.FusedMultiplyAdd(low, weight3, low3);
                high3 = Vector256.FusedMultiplyAdd(high, weight3, high3);
            }

            Store(low0, high0, seen + (i * T.Size));
            Store(low1, high1, seen + ((width + i) * T.Size));
            Store(low2, high2, seen + (((2 * width) + i) * T.Size));
            Store(low3, high3, seen + (((3 * width) + i) * T.Size));
        }

        static void Store(Vector256<float> low, Vector256<float> high, byte* place)
        {
            T.Store(low, place);
            T.Store(high, place + (Vector256<float>.Count * T.Size));
        }
    }
}
