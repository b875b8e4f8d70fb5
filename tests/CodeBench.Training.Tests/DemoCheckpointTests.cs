using System.Buffers.Binary;
using System.Text.Json.Nodes;
using CodeBench.Training.Learning;
using CodeBench.Training.Tokens;

namespace CodeBench.Training.Tests;

/// <summary>The checkpoint that ships: small, whole, and of the tokenizer that the training program makes today.</summary>
public sealed class DemoCheckpointTests
{
    private const long LargestFolder = 8_000_000;

    private static readonly string Folder = Path.Combine(Starter.Folder, "demo-checkpoint");

    [Fact]
    public void Folder_IsAtMostEightMegabytes() =>
        Assert.InRange(new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1, LargestFolder);

    [Fact]
    public void Weights_AreThoseThatTheConfigAsksFor()
    {
        var shape = ShapeOfConfig();
        var (header, dataBytes) = ReadHeader();
        header.Remove("__metadata__");
        var found = header.ToDictionary(entry => entry.Key, entry => entry.Value!["shape"]!.AsArray().Select(size => (long)size!).ToArray());
        var wanted = TrainableDecoder.Sizes(shape).ToDictionary(entry => entry.Name, entry => entry.Sizes);
        Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(wanted, entry => Assert.Equal(entry.Value, found[entry.Key]));
        Assert.Equal(dataBytes, wanted.Values.Sum(sizes => sizes.Aggregate(1L, (product, size) => product * size)) * sizeof(float));
    }

    [Fact]
    public void Tokenizer_EveryPromptAndBody_ComesBackExactly()
    {
        var encoder = new BpeEncoder(ShippedVocabulary());
        Assert.All(
            Starter.Problems.SelectMany(problem => new[] { problem.Prompt, problem.CanonicalSolution }),
            text => Assert.Equal(text, encoder.Decode(encoder.Encode(text))));
    }

    [Fact]
    public void Tokenizer_FitsTheConfigAndLeavesRoomForAnyBody()
    {
        var (vocabulary, shape) = (ShippedVocabulary(), ShapeOfConfig());
        Assert.Equal(vocabulary.Tokens.Count, shape.Vocabulary);
        Assert.Equal(vocabulary.EndOfTextId, shape.EndOfText);
        var encoder = new BpeEncoder(vocabulary);
        Assert.All(Starter.Problems, problem => Assert.InRange(
            encoder.Encode(problem.Prompt).Count + encoder.Encode(problem.CanonicalSolution).Count, 1, shape.Context / 2));
    }

    private static DecoderShape ShapeOfConfig()
    {
        var config = Read("config.json");
        var shape = new DecoderShape((int)config["vocab_size"]!, (int)config["eos_token_id"]!);
        Assert.True(JsonNode.DeepEquals(config, JsonNode.Parse(shape.ToConfig().ToJsonString())), "config.json is not what training writes");
        return shape;
    }

    private static BpeVocabulary ShippedVocabulary()
    {
        var model = Read("tokenizer.json")["model"]!;
        var tokens = model["vocab"]!.AsObject().OrderBy(entry => (int)entry.Value!).ToList();
        Assert.Equal(Enumerable.Range(0, tokens.Count), tokens.Select(entry => (int)entry.Value!));
        var merges = model["merges"]!.AsArray().Select(merge => ((string)merge!).Split(' '));
        return new BpeVocabulary([.. tokens.Select(entry => entry.Key)], [.. merges.Select(pair => (pair[0], pair[1]))]);
    }

    private static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!.AsObject();

    private static (JsonObject Header, long DataBytes) ReadHeader()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "model.safetensors"));
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return (JsonNode.Parse(bytes.AsSpan(sizeof(ulong), length))!.AsObject(), bytes.Length - sizeof(ulong) - length);
    }
}
