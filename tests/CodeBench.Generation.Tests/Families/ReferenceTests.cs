using System.Text.Json.Nodes;

namespace CodeBench.Generation.Tests.Families;

/// <summary>The tiny checkpoints tell scalings and windows apart: a decoder that left one out would be far from the formulas.</summary>
public sealed class ReferenceTests
{
    private const double FarOff = 0.01;

    [Theory]
    [InlineData("Llama 3.1", "rope_scaling", "null")]
    [InlineData("DeepSeek-Coder, linear", "rope_scaling", "null")]
    [InlineData("Llama, dynamic", "rope_scaling", "null")]
    [InlineData("Llama, rope_parameters of transformers 5", "rope_parameters", "null")]
    [InlineData("Qwen2.5-Coder, yarn", "rope_scaling", "null")]
    [InlineData("Qwen2.5-Coder, yarn", "rope_scaling", """{"type":"yarn","factor":4.0,"original_max_position_embeddings":32,"attention_factor":1.0}""")]
    [InlineData("Mistral with a window", "sliding_window", "10")]
    [InlineData("StarCoder2", "sliding_window", "null")]
    [InlineData("Qwen2 with windows in the upper layers", "max_window_layers", "3")]
    [InlineData("Qwen3 with layer types, biases and all of yarn", "layer_types", "null")]
    public void Logits_WithAFieldChanged_AreOthers(string name, string field, string value)
    {
        var checkpoint = TinyCheckpoint.Random(TinyConfigs.Of(name), seed: 17);
        var changed = checkpoint.Config.DeepClone().AsObject();
        changed[field] = JsonNode.Parse(value);
        int[] tokens = [.. Enumerable.Range(0, 80).Select(i => i * i % 61)];
        var (left, right) = (new ReferenceDecoder(checkpoint).Logits(tokens, 80)[^1], new ReferenceDecoder(checkpoint with { Config = changed }).Logits(tokens, 80)[^1]);
        Assert.True(left.Zip(right, (a, b) => Math.Abs(a - b)).Max() > FarOff);
    }
}
