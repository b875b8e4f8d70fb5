using CodeBench.Generation.Tokens.Unicode;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("plain, \u00E9", "plain, \u00E9")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")] // the lower mark does not go with the long s
    [InlineData("s\u0323\u0307", "\u1E69")]
    [InlineData("s\u0307\u0323", "\u1E69")] // marks are put in order first
    [InlineData("a\u0327\u0301", "\u00E1\u0327")] // a mark of another class between does not block
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\u0958", "\u0915\u093C")] // never composed
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    public void Compose_Text_IsCanonical(string text, string expected) => Assert.Equal(expected, CanonicalText.Compose(text));
}
