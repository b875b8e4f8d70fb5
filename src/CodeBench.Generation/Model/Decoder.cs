using CodeBench.Core.Faults;
using CodeBench.Generation.Model.Parts;
using CodeBench.Generation.Model.Rotary;
using CodeBench.Generation.Model.Steps;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>
/// A decoder-only transformer of one of the <see cref="ModelFamilies"/>. Several sequences go through it together, each with a slot of the cache
/// and a number of new tokens of its own: what acts on single tokens is done for all of them at once. Not for two threads at once.
/// </summary>
public sealed class Decoder : IDisposable
{
    private readonly WeightList _weights;
    private readonly Weight _embedding;
    private readonly Tensor? _embeddingScale;
    private readonly IReadOnlyList<Block> _blocks;
    private readonly Norm _norm;
    private readonly Linear _output;
    private readonly RotaryTable _rotary;

    /// <summary>A decoder on one device: that of its weights.</summary>
    /// <param name="config">What it is made of.</param>
    /// <param name="weights">Whom to ask; the decoder owns it from now on.</param>
    public Decoder(DecoderConfig config, WeightList weights)
        : this(config, weights, DevicePlacement.Of(config, weights.Device))
    {
    }

    /// <summary>A decoder that asks for its weights, and computes as soon as these are read.</summary>
    /// <param name="config">What it is made of.</param>
    /// <param name="weights">Whom to ask; the decoder owns it from now on.</param>
    /// <param name="placement">Where its layers are.</param>
    public Decoder(DecoderConfig config, WeightList weights, DevicePlacement placement)
    {
        (Config, _weights, Placement) = (config, weights, placement);
        weights = weights.On(placement.First);
        _embedding = weights.AddEmbedding(new WeightPart("model.embed_tokens.weight", [config.Vocabulary, config.Hidden]), config.TiedEmbeddings);
        _embeddingScale = config.Family.ScaledEmbedding
            ? tensor(Math.Sqrt(config.Hidden), weights.Type, weights.Device).DetachFromDisposeScope()
            : null;
        _blocks = [.. placement.Layers.Select((device, layer) => new Block(weights.On(device), config, layer))];
        weights = weights.On(placement.Last);
        _norm = Norm.Of(weights, config, "model.norm", config.Hidden);
        _output = config.TiedEmbeddings ? new Linear(_embedding) : new Linear(weights, config.Hidden, false, ("lm_head", config.Vocabulary));
        _rotary = new RotaryTable(config.Rotary);
    }

    /// <summary>What it is made of.</summary>
    public DecoderConfig Config { get; }

    /// <summary>How many numbers its weights are.</summary>
    public long Parameters => _weights.Count;

    /// <summary>Where its layers are.</summary>
    public DevicePlacement Placement { get; }

    /// <summary>An empty cache.</summary>
    /// <param name="slots">How many sequences fit.</param>
    /// <param name="room">How many positions fit of each; the model's context need not be more than what is used of it.</param>
    public KeyValueCache NewCache(int slots, int room) => new(Config, slots, room, _weights.Type, Placement);

    /// <summary>What keys and values of a position of one sequence take in the memory of a device.</summary>
    public ByteSize SizeOfPositionOn(Device device) => KeyValueCache.SizeOfPosition(Config, _weights.Type, Placement.LayersOn(device));

    /// <summary>Takes sequences some tokens further.</summary>
    /// <param name="cache">Holds what they have been through, and takes what is new.</param>
    /// <param name="steps">New tokens of different sequences, at least one.</param>
    /// <returns>Logits for what follows the last token of each, float32 [sequences, vocabulary]; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A step does not fit into the cache.</exception>
    public Tensor Forward(KeyValueCache cache, params IReadOnlyList<SequenceStep> steps) => Forward(cache, null, steps);

    /// <summary>Takes sequences some tokens further, in a pass of a fixed size.</summary>
    /// <param name="cache">Holds what they have been through, and takes what is new.</param>
    /// <param name="rows">The pass's size; null leaves it as large as the steps are.</param>
    /// <param name="steps">New tokens of different sequences, at least one.</param>
    /// <returns>Logits for what follows the last token of each, float32 [sequences, vocabulary]; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A step does not fit into the cache, or all together not into the rows.</exception>
    public Tensor Forward(KeyValueCache cache, FixedRows? rows, params IReadOnlyList<SequenceStep> steps)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var step = new StepLayout(steps, Config, _rotary, cache, rows);
        var x = _embedding.Select(step.Ids); // [tokens, hidden]
        if (_embeddingScale is not null)
        {
            x.mul_(_embeddingScale);
        }

        for (var layer = 0; layer < _blocks.Count; layer++)
        {
            var device = Placement.Layers[layer];
            if (!DevicePlacement.AreSame(device, step.Device))
            {
                (x, step) = (x.to(device), step.On(device));
            }

            _blocks[layer].Forward(x, step, cache);
        }

        var ends = x.index_select(0, step.Last).to(Placement.Last);
        var last = _norm.Forward(ends); // [sequences, hidden], of fixed rows those of nobody at the end
        return _output.Forward(last).narrow(0, 0, steps.Count).to(ScalarType.Float32).DetachFromDisposeScope(); // [sequences, vocabulary]
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _embeddingScale?.Dispose();
    }
}
