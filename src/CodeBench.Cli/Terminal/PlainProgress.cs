using CodeBench.Core.Runs;

namespace CodeBench.Cli.Terminal;

/// <summary>Progress for logs and pipes: a line at most every five seconds, and one at the end.</summary>
/// <param name="screen">Where to.</param>
/// <param name="pace">What is counted.</param>
/// <param name="time">The clock.</param>
public sealed class PlainProgress(Screen screen, Pace pace, TimeProvider time) : IStageProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private long _last = time.GetTimestamp();

    /// <inheritdoc/>
    public void Advance()
    {
        pace.Advance();
        lock (_lock)
        {
            if (time.GetElapsedTime(_last) < Interval)
            {
                return;
            }

            _last = time.GetTimestamp();
        }

        screen.Say(pace.Describe());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        screen.Say(pace.Summarise());
        return ValueTask.CompletedTask;
    }
}
