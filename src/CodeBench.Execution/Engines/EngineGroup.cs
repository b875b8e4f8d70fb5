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
        var connecting = endpoints.Select(endpoint => Engine.ConnectAsync(new EngineOptions { Endpoint = endpoint }, progress, cancellationToken)).ToList();
        await ((Task)Task.WhenAll(connecting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var engines = connecting.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result).ToList();
        try
        {
            Require(connecting);
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

    private static void Require(List<Task<Engine>> connecting)
    {
        var failures = connecting.Where(task => task.IsFaulted).Select(task => task.Exception!.InnerException!).ToList();
        if (failures.Count > 1 && failures.All(failure => failure is MachineNotAbleException))
        {
            throw new MachineNotAbleException(string.Join(Environment.NewLine, failures.Select(failure => failure.Message)));
        }

        var first = connecting.FirstOrDefault(task => !task.IsCompletedSuccessfully);
        first?.GetAwaiter().GetResult();
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
