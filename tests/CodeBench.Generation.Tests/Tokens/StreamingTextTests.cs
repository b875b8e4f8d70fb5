using System.Text;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class StreamingTextTests
{
    [Fact]
    public void Add_HalfACharacter_WaitsForTheOtherHalf()
    {
        var text = new StreamingText(new ByteTokenizer());

        var parts = Encoding.UTF8.GetBytes("a\u00E9\U0001F999").Select(one => text.Add(one)).ToList();

        Assert.Equal(["a", "", "\u00E9", "", "", "", "\U0001F999"], parts);
        Assert.Equal("", text.End());
    }

    [Fact]
    public void End_HalfACharacter_IsReplacedOnceAndTheNextTextIsWhole()
    {
        var text = new StreamingText(new ByteTokenizer());

        Assert.Equal("", text.Add(0xF0));
        Assert.Equal("", text.Add(0x9F));
        Assert.Equal("\uFFFD", text.End());
        Assert.Equal("a", text.Add('a'));
    }

    [Fact]
    public void Add_BytesOfNoCharacter_AreReplaced()
    {
        var text = new StreamingText(new ByteTokenizer());

        Assert.Equal("\uFFFD", text.Add(0xFF));
        Assert.Equal("", text.Add(0xC3));
        Assert.Equal("\uFFFDa", text.Add('a'));
    }

    [Fact]
    public void Add_SpecialToken_IsNothing() => Assert.Equal("", new StreamingText(new ByteTokenizer()).Add(256));
}
