using CodeBench.Generation.Tokens;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class TokenDecodingTests
{
    [Theory]
    [InlineData("gpt2", "gpt-2")]
    [InlineData("deepseek-coder", "gpt-2")]
    [InlineData("starcoder", "gpt-2")]
    [InlineData("llama2", "gpt-2")]
    [InlineData("llama3", "gpt-2")]
    public void Decode_IdsOfATextByItself_IsTheText(string folder, string vocabulary)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;

        Assert.All(ReferenceTexts.LlamaCpp(vocabulary), reference => Assert.Equal(reference.Text, TokenDecoding.Decode(tokenizer, tokenizer.Encode(reference.Text))));
    }

    [Theory]
    [InlineData("qwen3", "qwen2")]
    [InlineData("llama3", "llama3")]
    public void Decode_IdsOfChats_AreTheirTextsWithSpecialTokens(string folder, string family)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;

        Assert.All(ReferenceTexts.Chats(family), chat => Assert.Equal(chat.Text, TokenDecoding.Decode(tokenizer, chat.Ids)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(257)]
    public void Decode_IdThatIsNone_IsRefused(int id) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenDecoding.Decode(new ByteTokenizer(), [65, id]));
}
