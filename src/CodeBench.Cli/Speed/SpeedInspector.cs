using System.Globalization;
using CodeBench.Cli.Composition;
using CodeBench.Core.Problems;

namespace CodeBench.Cli.Speed;

/// <summary>Says, for doctor, whether the machine is fast enough for the suites' limits of processor time.</summary>
/// <param name="reading">How fast it is.</param>
/// <param name="load">How many programs wanted a processor before the test; null where that is not known.</param>
/// <param name="processors">How many processors it has, at least 1.</param>
public sealed class SpeedInspector(SpeedReading reading, double? load, int processors)
{
    // Programs that are right but clumsier than the reference must fit too, and a short test is no exact one.
    private const double Room = 2;

    // So much is no difference: it is what equal machines' readings may differ by.
    private const double Same = 1.15;

    // From here on others may have made the test slower, by waiting or by sharing caches and clock speed with it.
    private const double MuchWaiting = 0.15;
    private const double MuchLoad = 0.5;

    private const string Again = "run doctor again when the machine does nothing else";

    private bool IsLoaded => load > MuchLoad * processors;

    private bool IsBusy => IsLoaded || reading.Waiting > MuchWaiting;

    /// <summary>The machine's speed.</summary>
    public Finding Speed()
    {
        const string Check = "speed";
        var speed = reading.Slowdown > Same ? Text($"{reading.Slowdown:0.0} times slower than the reference machine")
            : reading.Slowdown < 1 / Same ? Text($"{1 / reading.Slowdown:0.0} times faster than the reference machine")
            : "as fast as the reference machine";
        speed += Text($" (test: {reading.CpuTime.TotalMilliseconds:0} ms, there {SpeedWorkload.Reference.TotalMilliseconds:0} ms)");
        return reading.Slowdown > Same && IsBusy
            ? new Finding(Check, Finding.Busy, $"{Business()}: just now one processor is {speed}, alone it may be quicker", Again)
            : new Finding(Check, Finding.Fine, $"one processor is {speed}", "");
    }

    /// <summary>Whether a suite's limit leaves room; null where its slowest reference solution is not known.</summary>
    public Finding? Limit(Suite suite)
    {
        if (suite is not { SlowestReference: { } slowest, Limits.CpuTime: { } limit })
        {
            return null;
        }

        var check = $"time limit of {suite.Name}";
        var needed = slowest.CpuTime * reading.Slowdown;
        var detail = Text($"{slowest.Problem}, the slowest reference solution, would take {needed.TotalSeconds:0.##} of {limit.TotalSeconds:0.##} s");
        if (limit >= needed * Room)
        {
            return new Finding(check, Finding.Fine, detail, "");
        }

        // The reference machine's limit in this machine's time, so that the same programs pass.
        var fair = Math.Ceiling(Math.Max((limit * reading.Slowdown).TotalSeconds, (needed * Room).TotalSeconds));
        return IsBusy
            ? new Finding(check, Finding.Busy, $"{detail}, but {Business()}", Again)
            : new Finding(check, Finding.Tight, detail, Text($"run {suite.Name} with --timeout {fair:0}"));
    }

    private string Business() => IsLoaded
        ? Text($"the machine is busy (load {load:0.0} on {processors} processors)")
        : Text($"the machine is busy (the test had no processor for {reading.Waiting:0 %} of its time)");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
