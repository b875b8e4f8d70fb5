using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Faults;
using CodeBench.Generation.Model;

namespace CodeBench.Generation.Configuration;

/// <summary>Reads config.json strictly: what may change the result and is not understood is refused.</summary>
public static class DecoderConfigReader
{
    /// <summary>The file's name in a checkpoint folder.</summary>
    public const string FileName = "config.json";

    private const int MostLayers = 4096;

    /// <summary>Reads the configuration of a checkpoint folder.</summary>
    /// <exception cref="InvalidInputException">It is absent or broken, is of a family that is not understood, or says what is not: all of it.</exception>
    public static DecoderConfig Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "There is no such file: a checkpoint folder has config.json, *.safetensors and a tokenizer."));
        }

        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new InvalidInputException(new Fault(path, 1, null, "must be a JSON object."));
            var faults = new FaultCollector();
            var config = Read(new ConfigFields(json, path, "", faults));
            faults.ThrowIfAny();
            return config;
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(new Fault(path, (int?)exception.LineNumber + 1, null, "is not valid JSON: " + exception.Message));
        }
    }

    private static DecoderConfig Read(ConfigFields fields)
    {
        // Of another family the fields that all have are read as Llama's, so that what is wrong with them is said as well.
        var known = Family(fields);
        var family = known ?? ModelFamilies.All["llama"];
        Architectures(fields);
        if (fields.Has("quantization_config"))
        {
            fields.Fail("quantization_config", "is not understood: use the checkpoint in float32, float16 or bfloat16.");
        }

        foreach (var (field, value) in KnownFields.Fixed.Concat(family.Fixed))
        {
            fields.Fixed(field, value);
        }

        var layers = fields.Whole("num_hidden_layers", null, most: MostLayers);
        var (hidden, heads) = (fields.Whole("hidden_size", null), fields.Whole("num_attention_heads", null));
        // Null is as many as there are of queries; a family's own number is for a field that is not there.
        var keyHeads = fields.Whole("num_key_value_heads", fields.IsNull("num_key_value_heads") ? heads : family.KeyValueHeads ?? heads);
        if (heads % keyHeads != 0 && !fields.IsWrong("num_attention_heads"))
        {
            fields.Fail("num_key_value_heads", $"is {keyHeads}; it must divide num_attention_heads, which is {heads}.");
        }

        var width = HeadWidth(fields, family, hidden, heads);
        var (rotary, context) = RotaryReader.Read(fields, family, width);
        var config = new DecoderConfig
        {
            Family = family,
            Hidden = hidden,
            Intermediate = fields.Whole("intermediate_size", null),
            Layers = layers,
            Heads = heads,
            KeyValueHeads = keyHeads,
            HeadWidth = width,
            Vocabulary = fields.Whole("vocab_size", null),
            Context = context,
            NormEpsilon = fields.Real(family.NormEpsilonField, family.NormEpsilon, epsilon => epsilon > 0, "over 0"),
            Activation = ActivationReader.Read(fields, family),
            InputBias = Biased(fields, family.InputBias),
            OutputBias = Biased(fields, family.OutputBias),
            FeedForwardBias = Biased(fields, family.FeedForwardBias),
            Rotary = rotary,
            Windows = WindowReader.Read(fields, family, layers),
            TiedEmbeddings = fields.Flag("tie_word_embeddings", family.TiedEmbeddings),
        };
        if (known is not null)
        {
            fields.FailUnread(KnownFields.Harmless.Union(family.Unread).ToHashSet());
        }

        return config;
    }

    private static ModelFamily? Family(ConfigFields fields)
    {
        var type = fields.Text("model_type");
        if (type is not null && ModelFamilies.All.TryGetValue(type, out var family))
        {
            return family;
        }

        var known = string.Join(", ", ModelFamilies.All.Keys);
        var isMixture = type is not null && (ModelFamilies.Mixtures.Contains(type) || type.EndsWith("moe", StringComparison.Ordinal));
        fields.Fail("model_type", (type, isMixture) switch
        {
            (null, _) => $"is missing; {known} are understood.",
            (_, true) => $"is \"{type}\", a mixture of experts; only dense models are understood: {known}.",
            _ => $"is \"{type}\"; {known} are understood.",
        });
        return null;
    }

    private static void Architectures(ConfigFields fields)
    {
        foreach (var name in fields.Texts("architectures") ?? [])
        {
            if (!name.EndsWith("ForCausalLM", StringComparison.Ordinal))
            {
                fields.Fail("architectures", $"has {name}, which does not write text: only ..ForCausalLM does.");
            }
        }

        // Code that a checkpoint brings is never run; of the tokenizer's the tokenizer's reader decides.
        const string Code = "auto_map";
        if (fields.Object(Code) is { } map && (map.Has("AutoModel") || map.Has("AutoModelForCausalLM")))
        {
            fields.Fail(Code, "says that the model computes by code of its own, which is not run.");
        }
    }

    private static int HeadWidth(ConfigFields fields, ModelFamily family, int hidden, int heads)
    {
        const string Field = "head_dim";
        const int Even = 2;
        var isGiven = fields.Has(Field) || family.HeadWidth is not null;
        if (!isGiven && (fields.IsWrong("hidden_size") || fields.IsWrong("num_attention_heads")))
        {
            return Even;
        }

        if (!isGiven && hidden % heads != 0)
        {
            fields.Fail(Field, "is missing, and num_attention_heads does not divide hidden_size.");
            return Even;
        }

        var width = fields.Whole(Field, family.HeadWidth ?? (hidden / heads));
        if (width % Even != 0 && !fields.IsWrong(Field))
        {
            fields.Fail(Field, $"is {width}; it must be even: rotary embedding turns pairs.");
        }

        return width;
    }

    private static bool Biased(ConfigFields fields, BiasRule rule) => rule.Field is null ? rule.Otherwise : fields.Flag(rule.Field, rule.Otherwise);
}
