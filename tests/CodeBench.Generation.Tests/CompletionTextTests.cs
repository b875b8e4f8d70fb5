using System.Text;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Tests.Tokens;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Tests;

public sealed class CompletionTextTests
{
    [Fact]
    public void Add_StopSequenceThatCrossesTokens_CutsTheTextBeforeIt()
    {
        var text = new CompletionText(new ByteTokenizer(), ["\ndef", "[DONE]"]);
        Assert.DoesNotContain(true, Encoding.UTF8.GetBytes("x = 1\nde").Select(id => text.Add(id)));
        Assert.True(text.Add('f'));
        Assert.Equal("x = 1", text.End());
    }

    [Fact]
    public void End_HalfACharacter_IsReplaced()
    {
        var text = new CompletionText(new ByteTokenizer(), []);
        foreach (var id in new byte[] { 0xe2, 0x82, 0xac, 0xf0, 0x9f })
        {
            Assert.False(text.Add(id));
        }

        Assert.Equal("€\ufffd", text.End());
    }

    [Fact]
    public void End_HalfACharacterBehindAStopSequence_IsCutToo()
    {
        var text = new CompletionText(new TwoTokens("a\n"u8.ToArray(), [(byte)'\n', 0xf0]), ["\n\n"]);
        Assert.False(text.Add(0));
        Assert.True(text.Add(1));
        Assert.Equal("a", text.End());
    }

    private sealed class TwoTokens(byte[] first, byte[] second) : ITokenizer
    {
        public int VocabularySize => 2;

        public string Kind => "two tokens";

        public IReadOnlyList<int> Encode(string text) => [];

        public ReadOnlySpan<byte> BytesOf(int id) => id == 0 ? first : second;
    }
}
