using System.Text;
using CodeBench.Generation.Tokens;
using CodeBench.Generation.Tokens.Unicode;
using CodeBench.Testing;
using CsCheck;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class RoundTripTests
{
    private const int Count = 10_000;

    private static readonly int[] Blanks = [0x09, 0x0A, 0x0D, 0x20, 0x3000];

    /// <summary>Characters of all planes that are not half ones, with many from where programs are written.</summary>
    private static readonly Gen<string> Texts = Gen.Frequency(
            (4, Gen.Int[0x20, 0x7E]), (2, Gen.Int[0, 4].Select(i => Blanks[i])), (2, Gen.Int[0x80, 0xD7FF]),
            (1, Gen.Int[0xE000, 0xFFFF]), (1, Gen.Int[0x10000, 0x3FFFF]))
        .Array[0, 30]
        .Select(codes => string.Concat(codes.Select(char.ConvertFromUtf32)));

    [Theory]
    [InlineData("gpt2")]
    [InlineData("deepseek-coder")]
    [InlineData("starcoder")]
    [InlineData("llama3")]
    public void BytesOf_IdsOfRandomText_AreTheText(string folder) => Check(folder, text => text);

    [Fact]
    public void BytesOf_IdsOfRandomTextNormalized_AreTheTextInNfc() => Check("qwen3", CanonicalText.Compose);

    [Fact]
    public void BytesOf_IdsOfRandomTextWithDummyPrefix_AreASpaceAndTheText() =>
        Check("llama2", text => text.Length == 0 ? "" : " " + text.Replace('\u2581', ' '));

    private static void Check(string folder, Func<string, string> expected)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;

        Texts.Sample(
            text =>
            {
                var ids = tokenizer.Encode(text);
                var whole = Encoding.UTF8.GetString([.. ids.SelectMany(id => tokenizer.BytesOf(id).ToArray())]);
                var streaming = new StreamingText(tokenizer);
                var streamed = string.Concat(ids.Select(streaming.Add)) + streaming.End();
                return whole == expected(text) && streamed == whole;
            },
            seed: "0000KDxTcDL3",
            iter: Count,
            threads: 1);
    }
}
