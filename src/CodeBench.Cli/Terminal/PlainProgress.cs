using CodeBench.Core.Runs;

namespace CodeBench.Cli.Terminal;

/// <summary>Progress for logs and pipes: a line every five seconds in which something went on, and one at the end.</summary>
public sealed class PlainProgress : IStageProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly Screen _screen;
    private readonly Pace _pace;
    private readonly ITimer _timer;
    private (int, long) _said;

    /// <summary>Begins to tell.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="pace">What is counted.</param>
    /// <param name="time">The clock.</param>
    public PlainProgress(Screen screen, Pace pace, TimeProvider time)
    {
        (_screen, _pace, _said) = (screen, pace, (pace.Done, pace.Tokens));
        _timer = time.CreateTimer(_ => Tell(), null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Advance() => _pace.Advance();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        _screen.Say(_pace.Summarise());
    }

    private void Tell()
    {
        var now = (_pace.Done, _pace.Tokens);
        if (now != _said)
        {
            _said = now;
            _screen.Say(_pace.Describe());
        }
    }
}
