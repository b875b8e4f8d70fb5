using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>Keys and values of the positions that a sequence has been through. Owned by the sequence's decoding, not by the model.</summary>
public sealed class KeyValueCache : IDisposable
{
    private readonly Tensor[] _keys;
    private readonly Tensor[] _values;

    /// <summary>A cache with room for some positions.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="room">How many positions fit.</param>
    /// <param name="like">A weight: its type and device are the cache's.</param>
    public KeyValueCache(LlamaConfig config, int room, Tensor like)
    {
        long[] sizes = [config.KeyValueHeads, room, config.HeadWidth];
        _keys = [.. Enumerable.Range(0, config.Layers).Select(_ => empty(sizes, like.dtype, like.device).DetachFromDisposeScope())];
        _values = [.. Enumerable.Range(0, config.Layers).Select(_ => empty(sizes, like.dtype, like.device).DetachFromDisposeScope())];
    }

    private KeyValueCache(IEnumerable<Tensor> keys, IEnumerable<Tensor> values, int length) =>
        (_keys, _values, Length) = ([.. keys], [.. values], length);

    /// <summary>How many positions it holds.</summary>
    public int Length { get; private set; }

    /// <summary>A copy for another continuation of the same prompt.</summary>
    public KeyValueCache Clone() => new(
        _keys.Select(tensor => tensor.clone().DetachFromDisposeScope()), _values.Select(tensor => tensor.clone().DetachFromDisposeScope()), Length);

    /// <summary>Puts keys and values behind those of a layer, and gives all of them back.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="key">[heads, new positions, width].</param>
    /// <param name="value">[heads, new positions, width].</param>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor key, Tensor value)
    {
        var end = Length + key.shape[1];
        _keys[layer].narrow(1, Length, key.shape[1]).copy_(key);
        _values[layer].narrow(1, Length, key.shape[1]).copy_(value);
        return (_keys[layer].narrow(1, 0, end), _values[layer].narrow(1, 0, end));
    }

    /// <summary>The positions of this step are there in every layer.</summary>
    public void Advance(int positions) => Length += positions;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _keys.Concat(_values))
        {
            tensor.Dispose();
        }
    }
}
