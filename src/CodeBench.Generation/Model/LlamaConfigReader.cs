using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Model;

/// <summary>Reads config.json strictly: what would change the result and is not understood is refused.</summary>
public static class LlamaConfigReader
{
    /// <summary>The file's name in a checkpoint folder.</summary>
    public const string FileName = "config.json";

    /// <summary>Reads the configuration of a checkpoint folder.</summary>
    /// <exception cref="InvalidInputException">It is absent or broken, is of another architecture, or says what is not understood: all of it.</exception>
    public static LlamaConfig Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "There is no such file: a checkpoint folder has config.json, *.safetensors and a tokenizer."));
        }

        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path)) as JsonObject
                ?? throw new InvalidInputException(new Fault(path, 1, null, "must be a JSON object."));
            return Read(json, path);
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(new Fault(path, (int?)exception.LineNumber + 1, null, "is not valid JSON."));
        }
    }

    private static LlamaConfig Read(JsonObject json, string path)
    {
        var faults = new FaultCollector();
        Require(Text("model_type") == "llama", "model_type", $"is \"{Text("model_type")}\"; only \"llama\" is understood so far.");
        Require(json["rope_scaling"] is null, "rope_scaling", "is not understood so far.");
        Require(json["quantization_config"] is null, "quantization_config", "is not understood: use the checkpoint in float32, float16 or bfloat16.");
        Require(!True("attention_bias", false), "attention_bias", "is not understood so far.");
        Require(!True("mlp_bias", false), "mlp_bias", "is not understood so far.");
        Require(Text("hidden_act") is null or "silu", "hidden_act", $"is \"{Text("hidden_act")}\"; a Llama has \"silu\".");
        var (hidden, heads) = (Whole("hidden_size", null), Whole("num_attention_heads", null));
        var config = new LlamaConfig
        {
            Hidden = hidden,
            Intermediate = Whole("intermediate_size", null),
            Layers = Whole("num_hidden_layers", null),
            Heads = heads,
            KeyValueHeads = Whole("num_key_value_heads", heads),
            HeadWidth = Whole("head_dim", heads > 0 ? hidden / heads : 1),
            Vocabulary = Whole("vocab_size", null),
            Context = Whole("max_position_embeddings", 2048),
            NormEpsilon = Real("rms_norm_eps", 1e-6),
            RopeTheta = Real("rope_theta", 10000),
            TiedEmbeddings = True("tie_word_embeddings", false),
        };
        Require(config.KeyValueHeads < 1 || config.Heads % config.KeyValueHeads == 0, "num_key_value_heads", "must divide num_attention_heads.");
        Require(config.HeadWidth % 2 == 0, "head_dim", "must be even: rotary embedding turns pairs.");
        faults.ThrowIfAny();
        return config;

        void Require(bool holds, string field, string message)
        {
            if (!holds)
            {
                faults.Add(new Fault(path, null, field, message));
            }
        }

        string? Text(string field) => json[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        bool True(string field, bool otherwise) => json[field] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : otherwise;

        int Whole(string field, int? otherwise)
        {
            var number = json[field] is null ? otherwise : json[field] is JsonValue value && value.TryGetValue<int>(out var there) ? there : null;
            Require(number >= 1, field, "must be a whole number of 1 or more.");
            return number ?? 0;
        }

        double Real(string field, double otherwise)
        {
            var number = json[field] is null ? otherwise : json[field] is JsonValue value && value.TryGetValue<double>(out var there) ? there : -1;
            Require(number > 0, field, "must be a number over 0.");
            return number;
        }
    }
}
