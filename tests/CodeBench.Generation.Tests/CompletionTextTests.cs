using System.Text;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Tests.Tokens;
using CodeBench.Generation.Tokens;
using CsCheck;

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
    public void Add_ASpecialToken_AddsNoneOfItToTheText()
    {
        const int Special = 256;
        var text = new CompletionText(new ByteTokenizer(), ["end"]);
        Assert.All(new int[] { 'a', Special, 'e', 'n', Special }, id => Assert.False(text.Add(id)));
        Assert.Equal("a", text.TakeSettled());
        Assert.True(text.Add('d'));
        Assert.Equal("a", text.End());
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

    [Fact]
    public void Add_OfSeveralStopSequences_CutsBeforeTheFirst()
    {
        var text = new CompletionText(new TwoTokens("a STOP b END c"u8.ToArray(), []), ["END", "STOP", "b"]);
        Assert.True(text.Add(0));
        Assert.Equal("a ", text.End());
    }

    [Fact]
    public void TakeSettled_KeepsBackWhatMayBecomeAStopSequence_UntilItIsNone()
    {
        var text = new CompletionText(new ByteTokenizer(), ["\ndef", "\n\n"]);
        var shown = Encoding.UTF8.GetBytes("x\nde\ndeg\nd").Select(id =>
        {
            text.Add(id);
            return text.TakeSettled();
        });
        Assert.Equal(["x", "", "", "", "\nde", "", "", "\ndeg", "", ""], shown);
        Assert.Equal("x\nde\ndeg\nd", text.End());
        Assert.Equal("\nd", text.TakeSettled());
        Assert.Equal("", text.TakeSettled());
    }

    [Fact]
    public void TakeSettled_OfAnyText_GivesItWholeAndNeverAStopSequence() => Gen.Select(Gen.Char["ab€\n"].Array[0, 40], Gen.String[Gen.Char["ab\n"], 1, 4].Array[0, 3])
        .Sample((characters, stops) =>
        {
            var text = new CompletionText(new ByteTokenizer(), stops);
            var shown = new StringBuilder();
            foreach (var id in Encoding.UTF8.GetBytes(characters))
            {
                var stopped = text.Add(id);
                shown.Append(text.TakeSettled());
                if (stopped)
                {
                    break;
                }
            }

            var whole = text.End();
            shown.Append(text.TakeSettled());
            // The first that is whole counts, also where another has begun before it.
            var all = new string(characters);
            var met = Enumerable.Range(0, all.Length + 1).Select(length => all[..length]).FirstOrDefault(begin => stops.Any(stop => begin.Contains(stop, StringComparison.Ordinal)));
            var end = met is null ? all.Length : stops.Select(stop => met.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).Min();
            Assert.Equal(all[..end], whole);
            Assert.Equal(whole, shown.ToString());
        }, seed: "0000KHwy1Zo4", iter: 5_000);

    private sealed class TwoTokens(byte[] first, byte[] second) : ITokenizer
    {
        public int VocabularySize => 2;

        public string Kind => "two tokens";

        public IReadOnlyList<int> Encode(string text) => [];

        public ReadOnlySpan<byte> BytesOf(int id) => id == 0 ? first : second;
    }
}
