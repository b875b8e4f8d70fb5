using System.Text.Json.Nodes;
using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Tests.Families;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Weights;

/// <summary>A checkpoint that is not whole is refused, and everything that is wrong with it is named at once.</summary>
public sealed class CheckpointFaultTests : IDisposable
{
    private const string Whole = "model.safetensors";
    private const string FirstShard = "model-00001-of-00003.safetensors";
    private const string SecondShard = "model-00002-of-00003.safetensors";
    private const string Index = "model.safetensors.index.json";

    private readonly TemporaryFolder _folder = new();
    private readonly TinyCheckpoint _checkpoint = TinyCheckpoint.Random(TinyConfigs.Of("Qwen2.5-Coder"), seed: 2);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Open_OfAWholeCheckpoint_DescribesIt()
    {
        _checkpoint.Write(_folder.Path, shards: 3);
        Tokenizer(61);
        await using var source = await OpenAsync(TestContext.Current.CancellationToken);
        var first = source.Description["blake3"];
        Assert.Matches("^[0-9a-f]{64}$", first);
        Assert.Equal(_checkpoint.Tensors.Sum(tensor => tensor.Values.LongLength).ToString(System.Globalization.CultureInfo.InvariantCulture), source.Description["parameters"]);

        var other = TinyCheckpoint.Random(_checkpoint.Config, seed: 3);
        other.Write(_folder.Path, shards: 3);
        await using var changed = await OpenAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(first, changed.Description["blake3"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfADamagedCheckpoint_ListsMissingExtraMisshapenAndMistypedTensorsAndTheTokenizer()
    {
        var tensors = _checkpoint.Tensors.ToList();
        tensors.RemoveAll(tensor => tensor.Name.EndsWith("o_proj.weight", StringComparison.Ordinal));
        Replace(tensors, "model.norm.weight", tensor => tensor with { Sizes = [4, 8] });
        Replace(tensors, "model.layers.0.mlp.up_proj.weight", tensor => tensor with { Type = "F64", Values = [.. tensor.Values, .. tensor.Values] });
        tensors.Add(TinyTensor.Rounded("model.extra.weight", [2], "F32", [1, 2]));
        (_checkpoint with { Tensors = tensors }).Write(_folder.Path);

        var faults = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("has the sizes [4, 8]; the configuration says [32].", Of(faults, "model.norm.weight").Message);
        Assert.Contains("F64", Of(faults, "model.layers.0.mlp.up_proj.weight").Message, StringComparison.Ordinal);
        Assert.Contains("extra", Of(faults, "model.extra.weight").Message, StringComparison.Ordinal);
        Assert.Equal(4, faults.Count(fault => fault.Message.Contains("missing from the weights", StringComparison.Ordinal)));
        Assert.All(faults.Where(fault => fault.Field is not null), fault => Assert.StartsWith(_folder.Path, fault.Where, StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Message.Contains("tokenizer", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfAConfigThatIsNotUnderstood_NamesItsFaultsAndThoseOfTheWeights()
    {
        _checkpoint.Write(_folder.Path);
        _folder.Write("config.json", """{"model_type":"mixtral","rope_scaling":{"type":"yarn"},"hidden_size":"four"}""");
        File.AppendAllText(_folder.PathOf(Whole), "rest");
        var faults = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.All(
            ["model_type", "rope_scaling.factor", "hidden_size", "num_hidden_layers", "vocab_size"],
            field => Assert.Contains(faults, fault => fault.Field == field && fault.Where == _folder.PathOf("config.json")));
        Assert.Contains(faults, fault => fault.Where == _folder.PathOf(Whole));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfTensorsThatFollowFromOthers_TakesThem()
    {
        var embedding = _checkpoint.Tensors.Single(tensor => tensor.Name == "model.embed_tokens.weight");
        TinyTensor[] copies = [embedding with { Name = "lm_head.weight" }, TinyTensor.Rounded("model.layers.0.self_attn.rotary_emb.inv_freq", [4], "F32", [1, 1, 1, 1])];
        (_checkpoint with { Tensors = [.. _checkpoint.Tensors, .. copies] }).Write(_folder.Path);
        Tokenizer(61);
        await using var source = await OpenAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(source.Description);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public async Task Open_OfAnOutputMatrixThatIsNotTheOneItIsTiedTo_RefusesIt(int shards, bool isTurned)
    {
        var embedding = _checkpoint.Tensors.Single(tensor => tensor.Name == "model.embed_tokens.weight");
        var trained = isTurned
            ? embedding with { Name = "lm_head.weight", Sizes = [.. embedding.Sizes.Reverse()] }
            : embedding with { Name = "lm_head.weight", Values = [.. embedding.Values.Take(embedding.Values.Length - 1), embedding.Values[^1] + 1] };
        (_checkpoint with { Tensors = [.. _checkpoint.Tensors, trained] }).Write(_folder.Path, shards);
        Tokenizer(61);
        var fault = Assert.Single(await FaultsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("lm_head.weight", "is not model.embed_tokens.weight, to which the configuration ties it: set tie_word_embeddings to false."), (fault.Field, fault.Message));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfAVocabularyThatDoesNotMatch_SaysBoth()
    {
        (_checkpoint with { Config = With("vocab_size", 60) }).Write(_folder.Path);
        Tokenizer(70);
        var faults = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.Contains("[61, 32]", Of(faults, "model.embed_tokens.weight").Message, StringComparison.Ordinal);
        Assert.Contains(faults, fault => fault.Message == "has 70 ids, but the embedding has 60 rows.");
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfACutFile_SaysWhereAndHowMuch()
    {
        _checkpoint.Write(_folder.Path);
        using (var file = File.OpenWrite(_folder.PathOf(Whole)))
        {
            file.SetLength(file.Length - 3);
        }

        var fault = Assert.Single(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Where == _folder.PathOf(Whole));
        Assert.Equal(_checkpoint.Tensors[^1].Name, fault.Field);
        Assert.Contains("cut short", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_WithShardsMissing_NamesEach()
    {
        _checkpoint.Write(_folder.Path, shards: 3);
        File.Delete(_folder.PathOf(FirstShard));
        File.Delete(_folder.PathOf(SecondShard));
        var indexed = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.All([FirstShard, SecondShard], name => Assert.Contains(indexed, fault => fault.Message.Contains(name, StringComparison.Ordinal)));

        File.Delete(_folder.PathOf(Index));
        var unindexed = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.All([FirstShard, SecondShard], name => Assert.Contains(unindexed, fault => fault.Field == name));
    }

    // As in a hub's cache of which only the links were copied. A link that nothing is read from does not matter.
    [Fact(Timeout = 60_000)]
    public async Task Open_WithLinksThatLeadNowhere_NamesEach()
    {
        _checkpoint.Write(_folder.Path, shards: 3);
        foreach (var name in new[] { "config.json", FirstShard, "README.md" })
        {
            File.Delete(_folder.PathOf(name));
            File.CreateSymbolicLink(_folder.PathOf(name), "../../blobs/0123");
        }

        File.CreateSymbolicLink(_folder.PathOf("generation_config.json"), _folder.PathOf(Index));
        var faults = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([_folder.PathOf("config.json"), _folder.PathOf(FirstShard)], faults.Select(fault => fault.Where));
        Assert.All(faults, fault => Assert.Contains("is a link to ../../blobs/0123, where nothing is", fault.Message, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfAnIndexThatIsWrong_SaysWhatIs()
    {
        _checkpoint.Write(_folder.Path, shards: 3);
        var index = JsonNode.Parse(await File.ReadAllTextAsync(_folder.PathOf(Index), TestContext.Current.CancellationToken))!.AsObject();
        index["weight_map"]!["model.norm.weight"] = FirstShard;
        _folder.Write(Index, index.ToJsonString());
        Assert.Contains(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Field == "model.norm.weight" && fault.Where == _folder.PathOf(FirstShard));

        index["weight_map"]!["model.norm.weight"] = "../elsewhere.safetensors";
        _folder.Write(Index, index.ToJsonString());
        Assert.Contains(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Message.Contains("../elsewhere", StringComparison.Ordinal));

        _folder.Write(Index, """{"weight_map":[]}""");
        Assert.Contains(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Field == "weight_map");
        _folder.Write(Index, "{");
        Assert.Contains(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Where == _folder.PathOf(Index) && fault.Line == 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfATensorInTwoShards_NamesBoth()
    {
        _checkpoint.Write(_folder.Path, shards: 3);
        SafetensorsWriter.Write(_folder.PathOf(SecondShard), [.. _checkpoint.Tensors.Take(1)]);
        var fault = Of(await FaultsAsync(TestContext.Current.CancellationToken), _checkpoint.Tensors[0].Name);
        Assert.Equal((_folder.PathOf(SecondShard), true), (fault.Where, fault.Message.Contains(FirstShard, StringComparison.Ordinal)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,7]}}""", 8, "a", "7 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "a", "not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "a", "not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2305843009213693000,2305843009213693000,16],"data_offsets":[0,0]}}""", 0, "a", "0 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", 8, "a", "not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "a", "not of the form")]
    [InlineData("""{"a":7}""", 8, "a", "not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "b", "over the tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""", 16, "b", "gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, null, "1 bytes behind")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null, "no JSON object")]
    [InlineData("""[1]""", 0, null, "no JSON object")]
    [InlineData("""{""", 0, null, "not whole")]
    public async Task Open_OfAHeaderThatIsWrong_SaysWhatIs(string header, int bytes, string? field, string message)
    {
        _checkpoint.Write(_folder.Path);
        SafetensorsWriter.WriteRaw(_folder.PathOf(Whole), header, new byte[bytes]);
        Assert.Contains(
            await FaultsAsync(TestContext.Current.CancellationToken),
            fault => fault.Where == _folder.PathOf(Whole) && fault.Field == field && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfAFileThatIsNoSafetensors_SaysSo()
    {
        _checkpoint.Write(_folder.Path);
        foreach (var bytes in new byte[][] { [], [1, 2, 3], [255, 255, 255, 255, 255, 255, 255, 127, 1], [200, 0, 0, 0, 0, 0, 0, 0, 123] })
        {
            await File.WriteAllBytesAsync(_folder.PathOf(Whole), bytes, TestContext.Current.CancellationToken);
            Assert.Contains(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Message.Contains("no safetensors file", StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfPickledWeights_SaysHowToConvertThem()
    {
        _folder.Write("config.json", _checkpoint.Config.ToJsonString());
        _folder.Write("pytorch_model.bin", "");
        Assert.Contains(await FaultsAsync(TestContext.Current.CancellationToken), fault => fault.Message.Contains("safe_serialization", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfWhatIsNoCheckpoint_NamesAllThatIsAbsent()
    {
        var empty = await FaultsAsync(TestContext.Current.CancellationToken);
        Assert.Contains(empty, fault => fault.Message.Contains("config.json", StringComparison.Ordinal));
        Assert.Contains(empty, fault => fault.Message.Contains("*.safetensors", StringComparison.Ordinal));
        Assert.Contains(empty, fault => fault.Message.Contains("tokenizer", StringComparison.Ordinal));

        var absent = await Assert.ThrowsAsync<InvalidInputException>(() => CheckpointSource.OpenAsync(
            new CheckpointOptions(_folder.PathOf("nowhere"), "cpu", "float32"), TestContext.Current.CancellationToken));
        Assert.Contains(absent.Faults, fault => fault.Message == "There is no such folder.");
    }

    private static Fault Of(IReadOnlyList<Fault> faults, string field) => Assert.Single(faults, fault => fault.Field == field);

    private static void Replace(List<TinyTensor> tensors, string name, Func<TinyTensor, TinyTensor> change)
    {
        var at = tensors.FindIndex(tensor => tensor.Name == name);
        tensors[at] = change(tensors[at]);
    }

    private JsonObject With(string field, JsonNode value)
    {
        var config = _checkpoint.Config.DeepClone().AsObject();
        config[field] = value;
        return config;
    }

    private void Tokenizer(int ids)
    {
        var vocabulary = new JsonObject(Enumerable.Range(0, ids).Select(id => KeyValuePair.Create(((char)('!' + id)).ToString(), (JsonNode?)id)));
        _folder.Write("tokenizer.json", new JsonObject
        {
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray() },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true },
            ["decoder"] = new JsonObject { ["type"] = "ByteLevel" },
            ["added_tokens"] = new JsonArray(),
        }.ToJsonString());
    }

    private async Task<IReadOnlyList<Fault>> FaultsAsync(CancellationToken cancellationToken) =>
        (await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(cancellationToken))).Faults;

    private Task<CheckpointSource> OpenAsync(CancellationToken cancellationToken) =>
        CheckpointSource.OpenAsync(new CheckpointOptions(_folder.Path, "cpu", "float32"), cancellationToken);
}
