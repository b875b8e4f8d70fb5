using CodeBench.Core.Runs;
using Spectre.Console;

namespace CodeBench.Cli.Terminal;

/// <summary>A progress bar with rate and remaining time, drawn over itself until the stage ends.</summary>
public sealed class LiveProgress : IStageProgress
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Screen _screen;
    private readonly Pace _pace;
    private readonly Task _drawing;

    /// <summary>Begins to draw.</summary>
    public LiveProgress(Screen screen, Pace pace)
    {
        _screen = screen;
        _pace = pace;
        _drawing = screen.Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(DrawAsync);
    }

    /// <inheritdoc/>
    public void Advance() => _pace.Advance();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        await _drawing.ConfigureAwait(false);
        _screen.Say(_pace.Summarise());
    }

    private async Task DrawAsync(ProgressContext context)
    {
        var bar = context.AddTask(Markup.Escape(_pace.Describe()), maxValue: Math.Max(1, _pace.Total));
        while (!_ended.Task.IsCompleted)
        {
            bar.Value = _pace.Done;
            bar.Description = Markup.Escape(_pace.Describe());
            await Task.WhenAny(_ended.Task, Task.Delay(TimeSpan.FromMilliseconds(200))).ConfigureAwait(false);
        }
    }
}
