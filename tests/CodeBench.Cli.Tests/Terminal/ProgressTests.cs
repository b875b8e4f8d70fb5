using CodeBench.Cli.Terminal;
using CodeBench.Core.Completions;
using Microsoft.Extensions.Time.Testing;

namespace CodeBench.Cli.Tests.Terminal;

public sealed class ProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Pace_OfAStageThatMakesTokens_TellsTheirRateWhatIsInFlightAndWhatIsLeft()
    {
        var meter = new DecodingMeter();
        meter.Step(1_000, 8); // of an earlier stage
        var pace = new Pace("generating", "completions", 20, 164, _time, meter);
        meter.Step(4_000, 24);
        meter.Step(310, -1);
        for (var i = 0; i < 16; i++)
        {
            pace.Advance();
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("generating 36 of 164 completions, 1.6/s, 0:01:20 left, 431 tokens/s, 31 in flight", pace.Describe());
        Assert.Equal("generating: 16 completions in 10.0 s, 1.6/s, 431 tokens/s (20 were there)", pace.Summarise());
    }

    [Fact]
    public void Pace_OfMoreThanADay_CountsItsHoursOn()
    {
        var pace = new Pace("executing", "programs", 0, 109, _time);
        pace.Advance();
        _time.Advance(TimeSpan.FromSeconds(1_001));
        Assert.Equal("executing 1 of 109 programs, 0.0/s, 30:01:48 left", pace.Describe());
    }

    [Fact]
    public void Pace_OfAStageThatMakesNone_DoesNotSpeakOfTokens()
    {
        var pace = new Pace("executing", "programs", 0, 10, _time);
        Assert.Equal("executing 0 of 10 programs, 0.0/s", pace.Describe());
    }

    [Fact(Timeout = 30_000)]
    public async Task PlainProgress_SaysALineEveryFiveSeconds_InWhichTokensCameOrSomethingWasDone()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var meter = new DecodingMeter();
        var progress = new PlainProgress(Screen.Of(TextWriter.Null, error), new Pace("generating", "completions", 0, 4, _time, meter), _time);
        await using (progress)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(5)); // nothing yet: the prompts are being read
            meter.Step(60, 2);
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(5));
            progress.Advance();
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        _time.Advance(TimeSpan.FromSeconds(50));
        string[] expected =
        [
            "generating 0 of 4 completions, 0.0/s, 6 tokens/s, 2 in flight",
            "generating 1 of 4 completions, 0.1/s, 0:01:00 left, 3 tokens/s, 2 in flight",
            "generating: 1 completions in 20.0 s, 0.1/s, 3 tokens/s",
        ];
        Assert.Equal(expected, error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }
}
