using CodeBench.Core.Completions;

namespace CodeBench.Core.Tests.Completions;

public sealed class StopTrimmerTests
{
    [Theory]
    [InlineData("    return 1\n\ndef g():\n", "    return 1\n")]
    [InlineData("    return 1\nprint(f())\ndef g():\n", "    return 1")]
    [InlineData("    return 1\n", "    return 1\n")]
    [InlineData("\ndef f", "")]
    [InlineData("def f():\n    pass", "def f():\n    pass")]
    [InlineData("", "")]
    public void Trim_Completion_EndsAtTheFirstStop(string completion, string trimmed) =>
        Assert.Equal(trimmed, StopTrimmer.Trim(completion, ["\nclass", "\ndef", "\nprint"]));

    [Fact]
    public void Trim_NoStops_KeepsAll() => Assert.Equal("a\ndef", StopTrimmer.Trim("a\ndef", []));

    [Fact]
    public void Trim_EmptyStop_IsNone() => Assert.Equal("a", StopTrimmer.Trim("a", [""]));

    [Fact]
    public void Trim_StopThatBeginsBeforeAnother_Decides() => Assert.Equal("a", StopTrimmer.Trim("a[DONE]", ["DONE", "[DONE]"]));
}
