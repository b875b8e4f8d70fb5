using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using Docker.DotNet;

namespace CodeBench.Execution.Engines;

/// <summary>A container engine that answers. Disposing it lets a private one stop once nobody else uses it.</summary>
public sealed class Engine : IAsyncDisposable
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    private readonly IDisposable? _use;
    private readonly PrivateEngine? _private;

    private Engine(Uri endpoint, IDockerClient client, PrivateEngine? @private = null, IDisposable? use = null)
    {
        Endpoint = endpoint;
        Client = client;
        Watch = new EngineWatch(client.System);
        _private = @private;
        _use = use;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether it is the one that codebench starts and stops by itself.</summary>
    public bool IsPrivate => _use is not null;

    internal IDockerClient Client { get; }

    internal EngineWatch Watch { get; }

    /// <summary>
    /// Finds an engine: the one in <paramref name="options"/>, else DOCKER_HOST, else the default socket, else the private
    /// engine, which is started where it does not run, and installed where that is allowed.
    /// </summary>
    /// <param name="options">Which engine, and what may be done to have one.</param>
    /// <param name="progress">Told each thing that is done to the machine.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MachineNotAbleException">There is none and none can be had; the message says what to do.</exception>
    /// <exception cref="InvalidInputException">DOCKER_HOST is no URL.</exception>
    public static async Task<Engine> ConnectAsync(EngineOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var candidates = Candidates(options);
        foreach (var candidate in candidates)
        {
            if (await TryConnectAsync(candidate, cancellationToken).ConfigureAwait(false) is { } client)
            {
                return new Engine(candidate, client);
            }
        }

        if (IsBound(options))
        {
            throw new MachineNotAbleException(EngineAdvice.NoAnswer(candidates[0]));
        }

        var machine = DebianMachine.Current();
        var privateEngine = new PrivateEngine(options, machine);
        if (machine.IsRoot && machine.IsDebianLike && options.AllowInstall && !privateEngine.IsInstalled)
        {
            await privateEngine.InstallAsync(progress, cancellationToken).ConfigureAwait(false);
            // Where there is an init system, installing has started the machine's own engine.
            foreach (var candidate in Candidates(options))
            {
                if (await TryConnectAsync(candidate, cancellationToken).ConfigureAwait(false) is { } installed)
                {
                    return new Engine(candidate, installed);
                }
            }
        }

        if (!machine.IsRoot || !machine.IsDebianLike || !privateEngine.IsInstalled)
        {
            throw new MachineNotAbleException(EngineAdvice.NoEngine(machine.IsDebianLike, machine.IsRoot, privateEngine.IsInstalled));
        }

        var use = await privateEngine.UseAsync(progress, cancellationToken).ConfigureAwait(false);
        try
        {
            var client = await TryConnectAsync(privateEngine.Endpoint, cancellationToken).ConfigureAwait(false)
                ?? throw new MachineNotAbleException(EngineAdvice.NoAnswer(privateEngine.Endpoint));
            return new Engine(privateEngine.Endpoint, client, privateEngine, use);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>Looks for an engine without starting or installing anything.</summary>
    public static async Task<EngineStatus> ProbeAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        var candidates = Candidates(options);
        var machine = DebianMachine.Current();
        var privateEngine = new PrivateEngine(options, machine);
        foreach (var candidate in IsBound(options) ? candidates : [.. candidates, privateEngine.Endpoint])
        {
            if (await TryConnectAsync(candidate, cancellationToken).ConfigureAwait(false) is { } client)
            {
                var engine = new Engine(candidate, client);
                await using (engine.ConfigureAwait(false))
                {
                    var status = await engine.DescribeAsync(cancellationToken).ConfigureAwait(false);
                    return status with { Private = candidate == privateEngine.Endpoint };
                }
            }
        }

        var starts = !IsBound(options) && machine.IsRoot && machine.IsDebianLike && privateEngine.IsInstalled;
        return new EngineStatus
        {
            Endpoint = IsBound(options) ? candidates[0] : null,
            Reachable = false,
            Private = false,
            StartsWhenNeeded = starts,
            Advice = IsBound(options) ? EngineAdvice.NoAnswer(candidates[0])
                : starts ? EngineAdvice.StartedWhenNeeded
                : EngineAdvice.NoEngine(machine.IsDebianLike, machine.IsRoot, privateEngine.IsInstalled),
        };
    }

    /// <summary>Asks the engine what it is.</summary>
    public async Task<EngineStatus> DescribeAsync(CancellationToken cancellationToken)
    {
        var version = await Client.System.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        var info = await Client.System.GetSystemInfoAsync(cancellationToken).ConfigureAwait(false);
        return new EngineStatus
        {
            Endpoint = Endpoint,
            Reachable = true,
            Private = IsPrivate,
            Version = version.Version,
            ApiVersion = version.APIVersion,
            StorageDriver = info.Driver,
            CgroupVersion = string.IsNullOrEmpty(info.CgroupVersion) ? "1" : info.CgroupVersion,
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Watch.Dispose();
        (Client as IDisposable)?.Dispose();
        _use?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether an engine answers there.</summary>
    internal static async Task<bool> AnswersAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = await TryConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return client is not null;
    }

    /// <summary>Starts a private engine again where it has ended; others are not ours to start.</summary>
    /// <exception cref="MachineNotAbleException">It does not start.</exception>
    internal async Task RestartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (_private is not null)
        {
            // The use that this engine was connected with holds on; the lock is the same for all engines that follow one another.
            (await _private.UseAsync(progress, cancellationToken).ConfigureAwait(false)).Dispose();
        }
    }

    private static bool IsBound(EngineOptions options) =>
        options.Endpoint is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DOCKER_HOST"));

    private static IReadOnlyList<Uri> Candidates(EngineOptions options) => EngineCandidates.Find(
        options.Endpoint,
        Environment.GetEnvironmentVariable("DOCKER_HOST"),
        File.Exists(EngineCandidates.DefaultSocket) ? EngineCandidates.DefaultSocket : null);

    private static async Task<DockerClient?> TryConnectAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var client = new DockerClientBuilder().WithEndpoint(endpoint).WithTimeout(Timeout.InfiniteTimeSpan).Build();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ProbePatience);
        try
        {
            await client.System.PingAsync(patience.Token).ConfigureAwait(false);
            return client;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && (exception is OperationCanceledException || EngineFailure.Is(exception)))
        {
            client.Dispose();
            return null;
        }
    }
}
