using CodeBench.Cli.Speed;
using Microsoft.Extensions.Time.Testing;

namespace CodeBench.Cli.Tests.Speed;

public sealed class SpeedTestTests
{
    private readonly FakeTimeProvider _time = new();
    private TimeSpan _processor;
    private int _runs;

    [Theory]
    [InlineData(1.0, 1.2, 1.1, 1.0)]
    [InlineData(4.0, 2.5, 3.0, 2.5)]
    [InlineData(0.9, 0.8, 0.5, 0.5)]
    public void Measure_ThreeRuns_CountsTheQuickest(double first, double second, double third, double slowdown)
    {
        var reading = Measure([(first, 1), (second, 1), (third, 1)]);
        Assert.Equal(slowdown, reading.Slowdown, 6);
        Assert.Equal(SpeedWorkload.Reference * slowdown, reading.CpuTime);
        Assert.Equal(0, reading.Waiting);
        Assert.Equal(3, _runs);
    }

    [Fact]
    public void Measure_WithoutAProcessor_CountsAsWaitingAndNotAsSlowness()
    {
        var reading = Measure([(1, 2), (1, 4), (1, 3)]);
        Assert.Equal(1, reading.Slowdown, 6);
        Assert.Equal(2 / 3.0, reading.Waiting, 6);
    }

    [Fact]
    public void Measure_MoreProcessorTimeThanWallTime_IsNoNegativeWaiting()
    {
        // The compiler's threads work beside the test and their time counts too.
        Assert.Equal(0, Measure([(1.5, 0.9), (1, 1), (1, 1)]).Waiting);
    }

    [Fact]
    public void Measure_VerySlowMachine_GivesUpAfterTheFirstRun()
    {
        var reading = Measure([(50, 1)]);
        Assert.Equal(50, reading.Slowdown, 6);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public void Measure_ClockThatStands_StaysAboveZero() => Assert.True(Measure([(0, 1), (0, 1), (0, 1)]).Slowdown > 0);

    [Fact]
    public void Measure_AfterTheUsersCtrlC_Stops()
    {
        var stopped = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => new SpeedTest(_time, () => _processor, () => _runs++).Measure(stopped));
        Assert.Equal(0, _runs);
    }

    [Fact]
    public void Run_OfTheRealWork_GivesTheKnownResult() => Assert.Equal(SpeedWorkload.Result, SpeedWorkload.Run());

    /// <summary>Each run: its processor time in that of the reference machine, and how many times longer the wall's.</summary>
    private SpeedReading Measure((double Slowdown, double Wall)[] runs)
    {
        var test = new SpeedTest(_time, () => _processor, () =>
        {
            var (slowdown, wall) = runs[_runs++];
            _processor += SpeedWorkload.Reference * slowdown;
            _time.Advance(SpeedWorkload.Reference * slowdown * wall);
        });
        return test.Measure(TestContext.Current.CancellationToken);
    }
}
