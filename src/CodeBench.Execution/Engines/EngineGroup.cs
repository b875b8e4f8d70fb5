using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>The engines that a command was given, all of which answer and fit together.</summary>
public sealed class EngineGroup : IAsyncDisposable
{
    private EngineGroup(IReadOnlyList<Engine> engines, IReadOnlyList<EngineStatus> statuses)
    {
        Engines = engines;
        Statuses = statuses;
    }

    /// <summary>The engines, in the order of the command line.</summary>
    public IReadOnlyList<Engine> Engines { get; }

    /// <summary>What they are.</summary>
    public IReadOnlyList<EngineStatus> Statuses { get; }

    /// <summary>Connects to engines that were named.</summary>
    /// <param name="endpoints">Where they listen.</param>
    /// <param name="progress">Told what is done for it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MachineNotAbleException">Each engine that does not answer, or whose machine is of another kind than the first one's.</exception>
    /// <exception cref="InvalidInputException">Two addresses lead to one engine.</exception>
    public static async Task<EngineGroup> ConnectAsync(IReadOnlyList<Uri> endpoints, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var connecting = await Task.WhenAll(endpoints.Select(endpoint => TryConnectAsync(endpoint, progress, cancellationToken))).ConfigureAwait(false);
        var engines = connecting.Select(one => one.Engine).OfType<Engine>().ToList();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            Require([.. connecting.Select(one => one.Failure).OfType<Exception>()]);
            var statuses = await Task.WhenAll(engines.Select(engine => engine.DescribeAsync(cancellationToken))).ConfigureAwait(false);
            RequireOthers(statuses);
            RequireOneKind(statuses);
            return new EngineGroup(engines, statuses);
        }
        catch
        {
            await DisposeAllAsync(engines).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(DisposeAllAsync(Engines));

    private static Task DisposeAllAsync(IEnumerable<Engine> engines) => Task.WhenAll(engines.Select(engine => engine.DisposeAsync().AsTask()));

    private static async Task<(Engine? Engine, Exception? Failure)> TryConnectAsync(Uri endpoint, IProgress<string> progress, CancellationToken cancellationToken)
    {
        try
        {
            return (await Engine.ConnectAsync(new EngineOptions { Endpoint = endpoint }, progress, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is MachineNotAbleException or InvalidInputException or OperationCanceledException)
        {
            return (null, exception);
        }
    }

    private static void Require(IReadOnlyList<Exception> failures)
    {
        var faults = new FaultCollector();
        foreach (var wrong in failures.OfType<InvalidInputException>())
        {
            faults.AddRange(wrong.Faults);
        }

        faults.ThrowIfAny();
        if (failures.Count > 0)
        {
            throw new MachineNotAbleException(string.Join(Environment.NewLine, failures.Select(failure => failure.Message)));
        }
    }

    private static void RequireOthers(EngineStatus[] statuses)
    {
        var same = statuses.GroupBy(status => status.Identity).Where(group => group.Count() > 1).ToList();
        if (same.Count > 0)
        {
            throw new InvalidInputException([.. same.Select(group => new Fault(
                "--engine", null, null, $"{string.Join(" and ", group.Select(status => status.Endpoint))} are the same engine: name it once, with more --workers"))]);
        }
    }

    private static void RequireOneKind(EngineStatus[] statuses)
    {
        var others = statuses.Where(status => status.Platform != statuses[0].Platform).ToList();
        if (others.Count > 0)
        {
            throw new MachineNotAbleException(string.Join(Environment.NewLine, others.Select(status =>
                $"The container engine at {status.Endpoint} runs on {status.Platform}, and the first one, at {statuses[0].Endpoint}, on {statuses[0].Platform}: "
                + "all have to run programs in the same image. Leave it out, or give it a run of its own.")));
        }
    }
}
