using CodeBench.Core.Completions;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows a run on standard error: a moving bar on a terminal, plain lines elsewhere.</summary>
/// <param name="screen">Where to.</param>
/// <param name="time">The clock of rates and of remaining times.</param>
public sealed class ScreenObserver(Screen screen, TimeProvider time) : IRunObserver
{
    /// <inheritdoc/>
    public IStageProgress Begin(string stage, string unit, int done, int total, DecodingMeter? meter = null)
    {
        var pace = new Pace(stage, unit, done, total, time, meter);
        return screen.IsLive ? new LiveProgress(screen, pace) : new PlainProgress(screen, pace, time);
    }

    /// <inheritdoc/>
    public void Tell(string message) => screen.Say(message);
}
