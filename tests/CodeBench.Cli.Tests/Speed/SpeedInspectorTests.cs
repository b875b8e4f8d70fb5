using CodeBench.Cli.Composition;
using CodeBench.Cli.Speed;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests.Speed;

public sealed class SpeedInspectorTests
{
    // As set on the reference machine: 10 s, for a reference solution that takes 2.2 s there.
    private static readonly Suite Mbpp = TestSuites.Catalog().Suites.Single(suite => suite.Name == "mbpp") with
    {
        Limits = new SuiteLimits { CpuTime = TimeSpan.FromSeconds(10), WallTime = TimeSpan.FromSeconds(20) },
        SlowestReference = new SlowestReference("MBPP/123", TimeSpan.FromSeconds(2.2)),
    };

    [Theory]
    [InlineData(1.0, Finding.Fine, "as fast as")]
    [InlineData(1.1, Finding.Fine, "as fast as")]
    [InlineData(0.5, Finding.Fine, "2.0 times faster than")]
    [InlineData(1.34, Finding.Fine, "1.3 times slower than")]
    [InlineData(9.0, Finding.Fine, "9.0 times slower than")]
    public void Speed_OfAQuietMachine_IsComparedWithTheReference(double slowdown, string state, string words)
    {
        var finding = Inspector(slowdown).Speed();
        Assert.Equal((state, ""), (finding.State, finding.Mend));
        Assert.Contains($"one processor is {words} the reference machine", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5, 0.0, 1.1, "the machine is busy (load 1.1 on 2 processors): just now one processor is 1.5 times slower")]
    [InlineData(1.5, 0.4, 0.1, "the machine is busy (the test had no processor for 40 % of its time): just now one processor is 1.5 times slower")]
    [InlineData(1.5, 0.4, null, "the machine is busy (the test had no processor for 40 % of its time): just now one processor is 1.5 times slower")]
    public void Speed_OfABusyMachine_IsNotCalledSlow(double slowdown, double waiting, double? load, string words)
    {
        var finding = Inspector(slowdown, waiting, load).Speed();
        Assert.Equal(Finding.Busy, finding.State);
        Assert.StartsWith(words, finding.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Mend);
    }

    [Fact]
    public void Speed_OfABusyMachineThatIsFastAllTheSame_IsFine() => Assert.Equal(Finding.Fine, Inspector(1.0, 0.5, 7).Speed().State);

    [Theory]
    [InlineData(1.0, Finding.Fine, "would take 2.2 of 10 s", "")]
    [InlineData(1.3, Finding.Fine, "would take 2.86 of 10 s", "")]
    [InlineData(2.27, Finding.Fine, "would take 4.99 of 10 s", "")]
    [InlineData(2.28, Finding.Tight, "would take 5.02 of 10 s", "run mbpp with --timeout 23")]
    [InlineData(5.0, Finding.Tight, "would take 11 of 10 s", "run mbpp with --timeout 50")]
    public void Limit_OfAQuietMachine_IsTightBelowTwiceTheTimeNeeded(double slowdown, string state, string words, string mend)
    {
        var finding = Inspector(slowdown).Limit(Mbpp)!;
        Assert.Equal(("time limit of mbpp", state, mend), (finding.Check, finding.State, finding.Mend));
        Assert.Equal($"MBPP/123, the slowest reference solution, {words}", finding.Detail);
    }

    [Fact]
    public void Limit_WithLittleRoomOnTheReferenceMachineToo_IsMendedToTwiceTheTimeNeeded()
    {
        var narrow = Mbpp with { Limits = new SuiteLimits { CpuTime = TimeSpan.FromSeconds(3) } };
        Assert.Equal("run mbpp with --timeout 9", Inspector(2).Limit(narrow)!.Mend);
    }

    [Fact]
    public void Limit_OfABusyMachine_IsTightOnlyOnceItIsQuiet()
    {
        Assert.Equal(Finding.Fine, Inspector(2, 0.5, 9).Limit(Mbpp)!.State);
        var finding = Inspector(4, 0.5, 9).Limit(Mbpp)!;
        Assert.Equal(Finding.Busy, finding.State);
        Assert.EndsWith("would take 8.8 of 10 s, but the machine is busy (load 9.0 on 2 processors)", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_OfASuiteThatWasNotMeasured_IsNotSpokenOf() => Assert.Null(Inspector(9).Limit(Mbpp with { SlowestReference = null }));

    [Theory]
    [InlineData("0.52 0.58 0.59 1/80 11206\n", 0.52)]
    [InlineData("12.00 1 1 1/1 1", 12.0)]
    [InlineData("", null)]
    [InlineData("busy", null)]
    public void Parse_LoadOfTheLastMinute_IsTheFirstNumber(string text, double? load) => Assert.Equal(load, MachineLoad.Parse(text));

    private static SpeedInspector Inspector(double slowdown, double waiting = 0, double? load = 0.1) =>
        new(new SpeedReading(SpeedWorkload.Reference * slowdown, waiting), load, processors: 2);
}
