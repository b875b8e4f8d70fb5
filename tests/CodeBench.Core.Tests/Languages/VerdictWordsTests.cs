using CodeBench.Core.Languages;

namespace CodeBench.Core.Tests.Languages;

public sealed class VerdictWordsTests
{
    [Fact]
    public void All_Words_AreTheClosedSet() => Assert.Equal(
        ["passed", "wrong_answer", "runtime_error", "compile_error", "timed_out", "memory_exceeded", "output_exceeded", "no_verdict", "sandbox_fault"],
        VerdictWords.All.Select(VerdictWords.ToWord));

    [Fact]
    public void TryParse_EveryWord_GivesItsVerdict() => Assert.All(
        VerdictWords.All,
        verdict =>
        {
            Assert.True(VerdictWords.TryParse(verdict.ToWord(), out var parsed));
            Assert.Equal(verdict, parsed);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("Passed")]
    [InlineData("failed")]
    public void TryParse_OtherWord_IsRefused(string? word) => Assert.False(VerdictWords.TryParse(word, out _));
}
