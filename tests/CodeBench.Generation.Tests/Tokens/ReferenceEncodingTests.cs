using System.Text;
using System.Text.Json;
using CodeBench.Generation.Tokens;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class ReferenceEncodingTests
{
    [Theory]
    [InlineData("gpt2", "gpt-2")]
    [InlineData("qwen3", "qwen2")]
    [InlineData("deepseek-coder", "deepseek-coder")]
    [InlineData("starcoder", "starcoder")]
    [InlineData("llama2", "llama-spm")]
    [InlineData("llama3", "llama-bpe")]
    public void Encode_LlamaCppTexts_AreItsIds(string folder, string vocabulary)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;

        Assert.All(ReferenceTexts.LlamaCpp(vocabulary), reference => Assert.Equal(reference.Ids, tokenizer.Encode(reference.Text)));
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("qwen3")]
    [InlineData("deepseek-coder")]
    [InlineData("starcoder")]
    [InlineData("codegeex")]
    [InlineData("llama3")]
    public void BytesOf_AllIdsOfAText_AreTheText(string folder)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;

        Assert.All(ReferenceTexts.LlamaCpp("gpt-2"), reference => Assert.Equal(reference.Text, Decode(tokenizer, reference.Text)));
    }

    [Theory]
    [InlineData("qwen3", "qwen2")]
    [InlineData("llama3", "llama3")]
    public void Encode_Chats_AreThePublishedIds(string folder, string family)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;
        var chats = ReferenceTexts.Chats(family).ToList();

        Assert.Equal(640, chats.Count);
        Assert.All(chats, chat => Assert.Equal(chat.Ids, tokenizer.Encode(chat.Text)));
    }

    [Theory]
    [InlineData("gpt2", "gpt2_encoded_tokens")]
    [InlineData("llama2", "llama_encoded")]
    [InlineData("llama3", "llama_3.2_encoded")]
    public void Load_SwiftReferences_PromptAndBosAreTheirIds(string folder, string reference)
    {
        var loaded = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}"));
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"tokenizers/refs-swift/{reference}.json")));
        var expected = file.RootElement.GetProperty("token_ids").EnumerateArray().Select(id => id.GetInt32());

        var ids = loaded.Tokenizer.Encode(file.RootElement.GetProperty("text").GetString()!);

        Assert.Equal(expected, loaded.BosId is { } bos ? [bos, .. ids] : ids);
    }

    [Fact]
    public void Encode_ByteWithoutToken_LeavesItOut()
    {
        // StarCoder's vocabulary has no token for the byte F1, and its own program leaves it out.
        var tokenizer = TokenizerLoader.Load(SharedData.Require("tokenizers/starcoder")).Tokenizer;

        Assert.Equal(3, tokenizer.Encode("\U00050000").SelectMany(id => tokenizer.BytesOf(id).ToArray()).Count());
    }

    private static string Decode(ITokenizer tokenizer, string text) =>
        Encoding.UTF8.GetString([.. tokenizer.Encode(text).SelectMany(id => tokenizer.BytesOf(id).ToArray())]);
}
