using System.Text.Json.Nodes;
using CodeBench.Core.Faults;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Rotary;
using CodeBench.Generation.Tests.Families;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Configuration;

/// <summary>config.json says all that is computed: what is not understood is refused by name, what changes nothing is not.</summary>
public sealed class DecoderConfigReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("logit_scale", "0.5")]
    [InlineData("attn_logit_softcapping", "50.0")]
    [InlineData("quantization_config", """{"bits":4}""")]
    [InlineData("rope_interleaved", "true")]
    [InlineData("partial_rotary_factor", "0.5")]
    [InlineData("use_mrope", "true")]
    [InlineData("is_causal", "false")]
    [InlineData("architectures", """["LlamaForSequenceClassification"]""")]
    [InlineData("auto_map", """{"AutoModelForCausalLM":"modeling_mine.MineForCausalLM"}""")]
    [InlineData("hidden_act", "\"mish\"")]
    [InlineData("hidden_act", "7")]
    [InlineData("sliding_window", "128")]
    [InlineData("num_key_value_heads", "3")]
    [InlineData("num_attention_heads", "0")]
    [InlineData("num_hidden_layers", "1000000")]
    [InlineData("hidden_size", "32.5")]
    [InlineData("hidden_size", "null")]
    [InlineData("head_dim", "7")]
    [InlineData("tie_word_embeddings", "\"yes\"")]
    [InlineData("rms_norm_eps", "0")]
    [InlineData("norm_epsilon", "1e-05")]
    [InlineData("rope_theta", "0.5")]
    [InlineData("rope_scaling", "\"linear\"")]
    [InlineData("rope_parameters", """{"rope_type":"default","rope_theta":7.0}""")]
    [InlineData("max_position_embeddings", "0")]
    public void Read_OfAFieldThatIsWrongOrNotUnderstood_NamesItAlone(string field, string value)
    {
        var config = TinyConfigs.Of("DeepSeek-Coder, linear");
        config[field] = JsonNode.Parse(value);
        var fault = Assert.Single(Faults(config));
        Assert.Equal((field, _folder.PathOf("config.json")), (fault.Field, fault.Where));
    }

    [Theory]
    [InlineData("""{"rope_type":"longrope","short_factor":[1],"long_factor":[2]}""", "rope_scaling.rope_type")]
    [InlineData("""{"rope_type":"linear"}""", "rope_scaling.factor")]
    [InlineData("""{"rope_type":"linear","factor":0.5}""", "rope_scaling.factor")]
    [InlineData("""{"rope_type":"linear","factor":2.0,"alpha":3.0}""", "rope_scaling.alpha")]
    [InlineData("""{"rope_type":"dynamic","type":"linear","factor":2.0}""", "rope_scaling.type")]
    [InlineData("""{"rope_type":"default","partial_rotary_factor":0.25}""", "rope_scaling.partial_rotary_factor")]
    [InlineData("""{"rope_type":"llama3","factor":8.0,"low_freq_factor":4.0,"high_freq_factor":1.0,"original_max_position_embeddings":8}""", "rope_scaling.high_freq_factor")]
    [InlineData("""{"rope_type":"llama3","factor":8.0,"low_freq_factor":1.0,"high_freq_factor":4.0}""", "rope_scaling.original_max_position_embeddings")]
    [InlineData("""{"rope_type":"yarn"}""", "rope_scaling.factor")]
    [InlineData("""{"rope_type":"yarn","factor":2.0,"beta_fast":"many"}""", "rope_scaling.beta_fast")]
    public void Read_OfARotaryScalingThatIsWrong_NamesItsField(string scaling, string field)
    {
        var config = TinyConfigs.Of("DeepSeek-Coder, linear");
        config["rope_scaling"] = JsonNode.Parse(scaling);
        var faults = Faults(config);
        Assert.Contains(field, faults.Select(fault => fault.Field));
        Assert.All(faults, fault => Assert.StartsWith("rope_scaling.", fault.Field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mixtral", "mixture of experts")]
    [InlineData("qwen3_moe", "mixture of experts")]
    [InlineData("brand_new_moe", "mixture of experts")]
    [InlineData("deepseek_v3", "mixture of experts")]
    [InlineData("gemma2", "understood")]
    public void Read_OfAnotherFamily_SaysWhichAreUnderstood(string type, string message)
    {
        var config = TinyConfigs.Of("Llama 2");
        config["model_type"] = type;
        var fault = Assert.Single(Faults(config));
        Assert.Equal("model_type", fault.Field);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.All(ModelFamilies.All.Keys, name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfManyFaults_NamesAllAtOnce()
    {
        var config = TinyConfigs.Of("StarCoder2");
        string[] fields = ["vocab_size", "norm_type", "use_bias", "sliding_window", "intermediate_size", "unheard_of"];
        foreach (var field in fields)
        {
            config[field] = "wrong";
        }

        Assert.Equal(fields.Order(StringComparer.Ordinal), Faults(config).Select(fault => fault.Field!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_OfFieldsThatChangeNothing_TakesThem()
    {
        var config = TinyConfigs.Of("Llama 2");
        config["unheard_of"] = null;
        config["mlp_only_layers"] = new JsonArray();
        config["temperature"] = 0.6;
        config["id2label"] = new JsonObject { ["0"] = "LABEL_0" };
        config["partial_rotary_factor"] = 1.0;
        config["is_llama_config"] = true;
        config["rope_interleaved"] = false;
        config["transformers.js_config"] = new JsonObject { ["kv_cache_dtype"] = new JsonObject { ["q4f16"] = "float16" } };
        config["auto_map"] = new JsonObject { ["AutoTokenizer"] = new JsonArray("mine.Tokenizer") };
        Assert.Equal(32, Read(config).Hidden);
    }

    [Fact]
    public void Read_OfAFieldThatTheFamilysAuthorsDoNotRead_TakesItWhateverItSays()
    {
        var config = TinyConfigs.Of("StarCoder2");
        config["rms_norm_eps"] = 0.5;
        Assert.Equal(1e-5, Read(config).NormEpsilon);
    }

    [Theory]
    [InlineData("not json", 1)]
    [InlineData("{\n\"a\": 1,\n\"a\" 2}", 3)]
    [InlineData("{\"a\": 1, \"a\": 2}", null)]
    [InlineData("[]", 1)]
    public void Read_OfAFileThatIsNoObject_SaysSo(string text, int? line)
    {
        _folder.Write("config.json", text);
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => DecoderConfigReader.Read(_folder.Path)).Faults);
        Assert.Equal((_folder.PathOf("config.json"), line), (fault.Where, fault.Line));
    }

    [Theory]
    [InlineData("Llama 2", 32)]
    [InlineData("Llama 3.1", 32)]
    [InlineData("DeepSeek-Coder, linear", 128)]
    [InlineData("Llama, dynamic", 80)]
    [InlineData("Qwen2.5-Coder, yarn", 128)]
    public void Context_IsWhatTheScalingMakesOfIt(string name, int context) => Assert.Equal(context, Read(TinyConfigs.Of(name)).Context);

    [Fact]
    public void Silence_MeansWhatTheAuthorsCodeTakes()
    {
        string[] silent =
        [
            "max_position_embeddings", "rope_theta", "num_key_value_heads", "head_dim", "tie_word_embeddings", "hidden_act", "rms_norm_eps", "norm_epsilon",
            "sliding_window", "use_sliding_window", "max_window_layers", "attention_bias", "use_bias", "mlp_bias",
        ];
        string[] names = ["Llama 2", "Mistral with a window", "Qwen2.5-Coder", "Qwen3", "StarCoder2", "Gemma"];
        var read = names.Select(name =>
        {
            var config = TinyConfigs.Of(name);
            config["hidden_size"] = 4096;
            config["num_attention_heads"] = 32;
            foreach (var field in silent)
            {
                config.Remove(field);
            }

            var it = Read(config);
            return (it.Family.ModelType, it.Context, it.KeyValueHeads, it.HeadWidth, it.TiedEmbeddings, it.Activation, it.Windows[0], it.InputBias, it.OutputBias);
        });
        Assert.Equal(
            [
                ("llama", 2048, 32, 128, false, ActivationKind.Silu, null, false, false),
                ("mistral", 131072, 8, 128, false, ActivationKind.Silu, 4096, false, false),
                ("qwen2", 32768, 32, 128, false, ActivationKind.Silu, null, true, false),
                ("qwen3", 32768, 32, 128, false, ActivationKind.Silu, null, false, false),
                ("starcoder2", 4096, 2, 128, true, ActivationKind.GeluTanh, null, true, true),
                ("gemma", 8192, 16, 256, true, ActivationKind.GeluTanh, null, false, false),
            ],
            read);
    }

    [Fact]
    public void Windows_AreThoseOfTheLayersThatHaveThem()
    {
        Assert.Equal([null, null, 7, 7], Read(TinyConfigs.Of("Qwen2 with windows in the upper layers")).Windows);
        Assert.Equal([null, 11, null], Read(TinyConfigs.Of("Qwen3 with layer types, biases and all of yarn")).Windows);
        var config = TinyConfigs.Of("Qwen3");
        config["layer_types"] = new JsonArray("full_attention", "sliding_attention", "linear_attention", "full_attention");
        Assert.Equal(3, Faults(config).Count(fault => fault.Field == "layer_types"));
    }

    [Fact]
    public void Yarn_TakesItsFactorFromTheLengthsWhereItHasNone()
    {
        var config = TinyConfigs.Of("Qwen2.5-Coder, yarn");
        config["rope_scaling"] = new JsonObject { ["rope_type"] = "yarn", ["original_max_position_embeddings"] = 8 };
        var yarn = Assert.IsType<RotaryScaling.Yarn>(Read(config).Rotary.Scaling);
        Assert.Equal((4, 8, true), (yarn.Factor, yarn.TrainedLength, yarn.WholePairs));
        Assert.Equal((0.1 * Math.Log(4)) + 1, yarn.AttentionFactor, 12);
    }

    // Authors' code has it so; the number that a family has by itself is for a field that is not there.
    [Theory]
    [InlineData("Llama 2")]
    [InlineData("Qwen2.5-Coder, yarn")]
    public void KeyValueHeads_OfNull_AreAsManyAsThoseOfQueries(string family)
    {
        var config = TinyConfigs.Of(family);
        config["num_key_value_heads"] = null;
        var read = Read(config);
        Assert.Equal(read.Heads, read.KeyValueHeads);
    }

    private DecoderConfig Read(JsonObject config)
    {
        _folder.Write("config.json", config.ToJsonString());
        return DecoderConfigReader.Read(_folder.Path);
    }

    private IReadOnlyList<Fault> Faults(JsonObject config) => Assert.Throws<InvalidInputException>(() => Read(config)).Faults;
}
