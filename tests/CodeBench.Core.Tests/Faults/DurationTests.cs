using CodeBench.Core.Faults;

namespace CodeBench.Core.Tests.Faults;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("10s", 10)]
    [InlineData("2.5 s", 2.5)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    [InlineData("3", 3)]
    public void TryParse_TimeWithUnit_IsThatTime(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var time));
        Assert.Equal(TimeSpan.FromSeconds(seconds), time);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("ten")]
    [InlineData("10 minutes")]
    [InlineData("1000h")]
    public void TryParse_NoTime_IsRefused(string? text) => Assert.False(Duration.TryParse(text, out _));
}
