using CodeBench.Core.Faults;

namespace CodeBench.Core.Tests.Faults;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("humanevl", "Did you mean humaneval? There are: humaneval, mbpp.")]
    [InlineData("MBPP", "Did you mean mbpp? There are: humaneval, mbpp.")]
    [InlineData("swe-bench", "There are: humaneval, mbpp.")]
    public void For_WrongName_GuessesOnlyWhatIsNear(string wrong, string message) =>
        Assert.Equal(message, Suggestion.For(wrong, ["humaneval", "mbpp"]));

    [Fact]
    public void For_NoNames_SaysSo() => Assert.Equal("There are none.", Suggestion.For("x", []));
}
