using System.Text.Json.Nodes;

namespace CodeBench.Generation.Tests.Families;

/// <summary>
/// The decoders from their papers' formulas: plain loops over arrays in double precision, one token after the other, no framework and no code of
/// the product. Slow, and meant to be read beside the papers.
/// </summary>
internal sealed class ReferenceDecoder
{
    private readonly JsonObject _config;
    private readonly Dictionary<string, double[]> _weights;
    private readonly Dictionary<int, (double[] Frequencies, double Factor)> _rotations = [];
    private readonly string _family;
    private readonly int _hidden;
    private readonly int _layers;
    private readonly int _heads;
    private readonly int _keyHeads;
    private readonly int _width;

    public ReferenceDecoder(TinyCheckpoint checkpoint)
    {
        _config = checkpoint.Config;
        _weights = checkpoint.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Values.Select(value => (double)value).ToArray());
        _family = (string)_config["model_type"]!;
        _hidden = (int)_config["hidden_size"]!;
        _layers = (int)_config["num_hidden_layers"]!;
        _heads = (int)_config["num_attention_heads"]!;
        _keyHeads = (int)_config["num_key_value_heads"]!;
        _width = (int?)_config["head_dim"] ?? _hidden / _heads;
    }

    /// <summary>The logits after each token.</summary>
    /// <param name="tokens">The tokens of a sequence.</param>
    /// <param name="prompt">
    /// How many of them go through the model together; each further one comes alone, when the sequence is as long as it and those before it.
    /// </param>
    public double[][] Logits(IReadOnlyList<int> tokens, int prompt)
    {
        var embedding = _weights["model.embed_tokens.weight"];
        var output = _weights.GetValueOrDefault("lm_head.weight", embedding);
        var keys = new List<double[]>[_layers];
        var values = new List<double[]>[_layers];
        for (var layer = 0; layer < _layers; layer++)
        {
            (keys[layer], values[layer]) = ([], []);
        }

        var logits = new double[tokens.Count][];
        for (var position = 0; position < tokens.Count; position++)
        {
            var x = embedding[(tokens[position] * _hidden)..((tokens[position] + 1) * _hidden)];
            if (_family == "gemma")
            {
                x = [.. x.Select(value => value * Math.Sqrt(_hidden))];
            }

            for (var layer = 0; layer < _layers; layer++)
            {
                var block = $"model.layers.{layer}.";
                var length = Math.Max(prompt, position + 1);
                x = Sum(x, Attention(block, layer, Norm(x, block + "input_layernorm"), position, length, keys[layer], values[layer]));
                x = Sum(x, FeedForward(block + "mlp.", Norm(x, block + "post_attention_layernorm")));
            }

            logits[position] = Product(output, Norm(x, "model.norm"));
        }

        return logits;
    }

    private double[] Attention(string block, int layer, double[] x, int position, int length, List<double[]> keys, List<double[]> values)
    {
        var query = Linear(x, block + "self_attn.q_proj");
        var key = Linear(x, block + "self_attn.k_proj");
        values.Add(Linear(x, block + "self_attn.v_proj"));
        for (var head = 0; head < _heads; head++)
        {
            PlaceHead(query, head, block + "self_attn.q_norm", position, length);
        }

        for (var head = 0; head < _keyHeads; head++)
        {
            PlaceHead(key, head, block + "self_attn.k_norm", position, length);
        }

        keys.Add(key);
        var first = Window(layer) is { } window ? Math.Max(0, position - window + 1) : 0;
        var seen = new double[_heads * _width];
        for (var head = 0; head < _heads; head++)
        {
            var shared = head / (_heads / _keyHeads);
            var scores = new double[position + 1 - first];
            for (var other = first; other <= position; other++)
            {
                for (var i = 0; i < _width; i++)
                {
                    scores[other - first] += query[(head * _width) + i] * keys[other][(shared * _width) + i] / Math.Sqrt(_width);
                }
            }

            var highest = scores.Max();
            var exponentials = scores.Select(score => Math.Exp(score - highest)).ToArray();
            var total = exponentials.Sum();
            for (var other = first; other <= position; other++)
            {
                for (var i = 0; i < _width; i++)
                {
                    seen[(head * _width) + i] += exponentials[other - first] / total * values[other][(shared * _width) + i];
                }
            }
        }

        return Linear(seen, block + "self_attn.o_proj");
    }

    // Qwen3's norm of a head, then the rotary embedding of the pairs (i, i + width / 2).
    private void PlaceHead(double[] heads, int head, string norm, int position, int length)
    {
        var x = heads.AsSpan(head * _width, _width);
        if (_weights.ContainsKey(norm + ".weight"))
        {
            Norm(x.ToArray(), norm).CopyTo(x);
        }

        if (!_rotations.TryGetValue(length, out var rotation))
        {
            rotation = ReferenceRotary.Of(_config, _width, length);
            _rotations.Add(length, rotation);
        }

        var (frequencies, factor) = rotation;
        for (var i = 0; i < _width / 2; i++)
        {
            var angle = position * frequencies[i];
            var (left, right) = (x[i], x[i + (_width / 2)]);
            x[i] = factor * ((left * Math.Cos(angle)) - (right * Math.Sin(angle)));
            x[i + (_width / 2)] = factor * ((right * Math.Cos(angle)) + (left * Math.Sin(angle)));
        }
    }

    private int? Window(int layer)
    {
        var window = (int?)_config["sliding_window"];
        return _family switch
        {
            "mistral" or "starcoder2" => window,
            "qwen2" or "qwen3" when (bool?)_config["use_sliding_window"] == true =>
                _config["layer_types"] is JsonArray types
                    ? (string)types[layer]! == "sliding_attention" ? window : null
                    : layer >= (int)_config["max_window_layers"]! ? window : null,
            _ => null,
        };
    }

    private double[] FeedForward(string name, double[] x)
    {
        if (_family == "starcoder2")
        {
            return Linear([.. Linear(x, name + "c_fc").Select(GeluTanh)], name + "c_proj");
        }

        var (gate, up) = (Linear(x, name + "gate_proj"), Linear(x, name + "up_proj"));
        Func<double, double> activate = _family == "gemma" ? GeluTanh : value => value / (1 + Math.Exp(-value));
        return Linear([.. gate.Zip(up, (left, right) => activate(left) * right)], name + "down_proj");
    }

    // Hendrycks and Gimpel 2016.
    private static double GeluTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    private double[] Norm(double[] x, string name)
    {
        var weight = _weights[name + ".weight"];
        var epsilon = (double?)_config["norm_epsilon"] ?? (double)_config["rms_norm_eps"]!;
        if (_family == "starcoder2")
        {
            var mean = x.Average();
            var deviation = Math.Sqrt(x.Select(value => (value - mean) * (value - mean)).Average() + epsilon);
            return [.. x.Select((value, i) => ((value - mean) / deviation * weight[i]) + _weights[name + ".bias"][i])];
        }

        var root = Math.Sqrt(x.Select(value => value * value).Average() + epsilon);
        return [.. x.Select((value, i) => value / root * (_family == "gemma" ? 1 + weight[i] : weight[i]))];
    }

    private double[] Linear(double[] x, string name)
    {
        var product = Product(_weights[name + ".weight"], x);
        return _weights.TryGetValue(name + ".bias", out var bias) ? Sum(product, bias) : product;
    }

    private static double[] Product(double[] matrix, double[] x)
    {
        var result = new double[matrix.Length / x.Length];
        for (var row = 0; row < result.Length; row++)
        {
            for (var column = 0; column < x.Length; column++)
            {
                result[row] += matrix[(row * x.Length) + column] * x[column];
            }
        }

        return result;
    }

    private static double[] Sum(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];
}
