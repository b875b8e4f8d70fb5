using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Engines;

/// <summary>
/// Notices that an engine ends, however soon another one stands in its place: the stream of its events ends with it, while an
/// engine that merely hangs keeps its own.
/// </summary>
/// <param name="system">Where the events come from.</param>
internal sealed class EngineWatch(ISystemOperations system) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _changing = new();
    private Task? _end;

    /// <summary>
    /// Ends when the engine does which answers now: to be asked before what depends on it begins. Does not fail. Where no
    /// engine answers it ends soon, and where the engine shows nobody its events, never before the watch does.
    /// </summary>
    public Task End()
    {
        lock (_changing)
        {
            return _end is { IsCompleted: false } ? _end : _end = WatchAsync(_closing.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Not disposed itself: the stream may be ending at this moment, and without a timer the source holds nothing.
        _closing.Cancel();
    }

    private async Task WatchAsync(CancellationToken closing)
    {
        // Those of the daemon are the fewest; none of them is looked at.
        var parameters = new ContainerEventsParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["type"] = new Dictionary<string, bool> { ["daemon"] = true } },
        };
        var events = Task.Run(() => system.MonitorEventsAsync(parameters, new Progress<Message>(), closing), closing);
        await events.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (events.Exception?.InnerException is DockerApiException)
        {
            // It answers, so it lives, but proxies before an engine may forbid this.
            await Task.Delay(Timeout.InfiniteTimeSpan, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
