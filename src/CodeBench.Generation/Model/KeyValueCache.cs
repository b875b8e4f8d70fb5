using CodeBench.Core.Faults;
using CodeBench.Generation.Model.Rows;
using CodeBench.Generation.Model.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>
/// Keys and values of the positions that sequences have been through: slots of equal room, one a sequence. It does not know how long its
/// sequences are; whoever runs them does. Keys and values are read where they lie, those of neighbouring slots together.
/// </summary>
public sealed class KeyValueCache : IDisposable
{
    // Each layer [slots, room, key heads, width]. Where kernels of CodeBench's own read them, all positions of a head lie behind one another: a processor reads ahead along them.
    private readonly Tensor[] _keys;
    private readonly Tensor[] _values;

    /// <summary>A cache of zeros.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="slots">How many sequences fit.</param>
    /// <param name="room">How many positions fit of each.</param>
    /// <param name="type">The type that the model computes in.</param>
    /// <param name="placement">Where its layers are.</param>
    public KeyValueCache(DecoderConfig config, int slots, int room, ScalarType type, DevicePlacement placement)
    {
        (Slots, Room, Type, Device) = (slots, room, type, placement.First);
        var (heads, width) = (config.KeyValueHeads, config.HeadWidth);
        _keys = [.. placement.Layers.Select(Empty)];
        _values = [.. placement.Layers.Select(Empty)];

        Tensor Empty(Device device)
        {
            using var scope = NewDisposeScope();
            var made = TensorRows.CanBeOf(type, device) ? zeros([slots, heads, room, width], type, device).transpose(1, 2) : zeros([slots, room, heads, width], type, device);
            return made.DetachFromDisposeScope();
        }
    }

    /// <summary>How many sequences fit.</summary>
    public int Slots { get; }

    /// <summary>How many positions fit of each.</summary>
    public int Room { get; }

    internal ScalarType Type { get; }

    /// <summary>Where steps come from.</summary>
    internal Device Device { get; }

    /// <summary>What a position of one sequence takes in memory, in so many layers.</summary>
    public static ByteSize SizeOfPosition(DecoderConfig config, ScalarType type, int layers) =>
        new(2L * layers * config.KeyValueHeads * config.HeadWidth * type.ElementSize());

    /// <summary>Copies the first positions of a slot to others: continuations of one prompt.</summary>
    /// <param name="from">The prompt's slot.</param>
    /// <param name="positions">How many positions.</param>
    /// <param name="to">The other slots.</param>
    public void Copy(int from, int positions, params IReadOnlyList<int> to)
    {
        using var scope = NewDisposeScope();
        foreach (var layer in _keys.Concat(_values))
        {
            var prompt = layer.select(0, from).narrow(0, 0, positions);
            foreach (var slot in to)
            {
                layer.select(0, slot).narrow(0, 0, positions).copy_(prompt);
            }
        }
    }

    /// <summary>
    /// Empties a slot for another sequence. What a sequence does not see has the weight zero, but zero times what was left by one that
    /// overflowed would be no number.
    /// </summary>
    public void Clear(int slot)
    {
        using var scope = NewDisposeScope();
        foreach (var layer in _keys.Concat(_values))
        {
            layer.select(0, slot).zero_();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layer in _keys.Concat(_values))
        {
            layer.Dispose();
        }
    }

    /// <summary>Where the first new token of a sequence goes; the others follow.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit.</exception>
    internal long PlaceOf(SequenceStep step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step.Slot, Slots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step.End, Room);
        return ((long)step.Slot * Room) + step.Start;
    }

    /// <summary>Puts keys and values of new tokens into a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="places">Where each goes [tokens].</param>
    /// <param name="key">[tokens, key heads, width].</param>
    /// <param name="value">[tokens, key heads, width].</param>
    internal void Write(int layer, Tensor places, Tensor key, Tensor value)
    {
        if (TensorRows.AreOf(key))
        {
            CopyRows.To(_keys[layer], places, key);
            CopyRows.To(_values[layer], places, value);
            return;
        }

        _keys[layer].flatten(0, 1).index_copy_(0, places, key);
        _values[layer].flatten(0, 1).index_copy_(0, places, value);
    }

    /// <summary>All keys of a layer [slots, room, key heads, width].</summary>
    internal Tensor Keys(int layer) => _keys[layer];

    /// <summary>All values of a layer [slots, room, key heads, width].</summary>
    internal Tensor Values(int layer) => _values[layer];

    /// <summary>Keys and values of a layer that a group may see, each [sequences, key heads, reach, width].</summary>
    internal (Tensor Keys, Tensor Values) Read(int layer, AttentionGroup group)
    {
        return (Part(_keys[layer]), Part(_values[layer]));

        Tensor Part(Tensor all)
        {
            var near = all.narrow(0, group.FirstSlot, group.Sequences).narrow(1, 0, group.Reach); // [sequences, reach, key heads, width]
            return near.transpose(1, 2);
        }
    }
}
