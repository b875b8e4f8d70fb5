using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using Docker.DotNet;

namespace CodeBench.Execution.Engines;

/// <summary>A container engine that answers. Disposing it lets a private one stop once nobody else uses it.</summary>
public sealed class Engine : IAsyncDisposable
{
    private readonly EngineLink _link;
    private readonly IDisposable? _use;
    private readonly PrivateEngine? _private;

    private Engine(EngineLink link, PrivateEngine? @private = null, IDisposable? use = null)
    {
        _link = link;
        Client = link.CreateClient();
        Watch = new EngineWatch(Client.System);
        _private = @private;
        _use = use;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => _link.Endpoint;

    /// <summary>Whether it is the one that codebench starts and stops by itself.</summary>
    public bool IsPrivate => _use is not null;

    /// <summary>Whether it may be on another machine: then this one's processors say nothing of it.</summary>
    public bool MayBeElsewhere => IsElsewhere(Endpoint);

    internal DockerClient Client { get; }

    internal EngineWatch Watch { get; }

    /// <summary>
    /// Finds an engine: the one in <paramref name="options"/>, else DOCKER_HOST, else that of Docker's own command or the default socket, else the private
    /// engine, which is started where it does not run, and installed where that is allowed.
    /// </summary>
    /// <param name="options">Which engine, and what may be done to have one.</param>
    /// <param name="progress">Told each thing that is done to the machine.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MachineNotAbleException">There is none and none can be had; the message says what to do.</exception>
    /// <exception cref="InvalidInputException">DOCKER_HOST is no URL, or the certificates that the environment names cannot be read.</exception>
    public static async Task<Engine> ConnectAsync(EngineOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var (found, advice) = await FindAsync(options, Candidates(options), cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            return found;
        }

        if (advice is not null)
        {
            throw new MachineNotAbleException(advice);
        }

        var machine = DebianMachine.Current();
        var privateEngine = new PrivateEngine(options, machine);
        if (machine.IsRoot && machine.IsDebianLike && options.AllowInstall && !privateEngine.IsInstalled)
        {
            await privateEngine.InstallAsync(progress, cancellationToken).ConfigureAwait(false);
            // Where there is an init system, installing has started the machine's own engine.
            if ((await FindAsync(options, Candidates(options), cancellationToken).ConfigureAwait(false)).Engine is { } installed)
            {
                return installed;
            }
        }

        if (!machine.IsRoot || !machine.IsDebianLike || !privateEngine.IsInstalled)
        {
            throw new MachineNotAbleException(EngineAdvice.NoEngine(machine.IsDebianLike, machine.IsRoot, privateEngine.IsInstalled));
        }

        var use = await privateEngine.UseAsync(progress, cancellationToken).ConfigureAwait(false);
        try
        {
            var link = EngineLink.To(privateEngine.Endpoint);
            return await link.WhyNoAnswerAsync(cancellationToken).ConfigureAwait(false) is { } silent
                ? throw new MachineNotAbleException(EngineAdvice.NoAnswer(privateEngine.Endpoint, silent))
                : new Engine(link, privateEngine, use);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>Whether an engine that is still to be looked for may be on another machine.</summary>
    /// <exception cref="InvalidInputException">DOCKER_HOST is no URL, or DOCKER_CONTEXT names no context.</exception>
    public static bool MayLookElsewhere(EngineOptions options) => Candidates(options).Any(IsElsewhere);

    /// <summary>Looks for an engine without starting or installing anything.</summary>
    public static async Task<EngineStatus> ProbeAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        var candidates = Candidates(options);
        var machine = DebianMachine.Current();
        var privateEngine = new PrivateEngine(options, machine);
        var (engine, advice) = await FindAsync(options, IsBound(options) ? candidates : [.. candidates, privateEngine.Endpoint], cancellationToken).ConfigureAwait(false);
        if (engine is not null)
        {
            await using (engine.ConfigureAwait(false))
            {
                return await ProbeAsync(engine, engine.Endpoint == privateEngine.Endpoint, cancellationToken).ConfigureAwait(false);
            }
        }

        var starts = advice is null && machine.IsRoot && machine.IsDebianLike && privateEngine.IsInstalled;
        return new EngineStatus
        {
            Endpoint = IsBound(options) ? candidates[0] : null,
            Reachable = false,
            Private = false,
            StartsWhenNeeded = starts,
            Advice = advice ?? (starts ? EngineAdvice.StartedWhenNeeded
                : EngineAdvice.NoEngine(machine.IsDebianLike, machine.IsRoot, privateEngine.IsInstalled)),
        };
    }

    private static async Task<EngineStatus> ProbeAsync(Engine engine, bool isPrivate, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.DescribeAsync(cancellationToken).ConfigureAwait(false) with { Private = isPrivate };
        }
        catch (MachineNotAbleException exception)
        {
            return new EngineStatus { Endpoint = engine.Endpoint, Reachable = false, Private = isPrivate, Advice = exception.Message };
        }
    }

    /// <summary>Asks the engine what it is.</summary>
    /// <exception cref="MachineNotAbleException">It does not say, or may not.</exception>
    public async Task<EngineStatus> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.Is(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MachineNotAbleException(EngineAdvice.Failed(Endpoint, EngineFailure.Describe(exception)), exception);
        }
    }

    private async Task<EngineStatus> AskAsync(CancellationToken cancellationToken)
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
            Platform = $"{info.OSType}/{info.Architecture}",
            Processors = (int)info.NCPU,
            // Engines of one machine may share the first two.
            Identity = $"{info.ID} {info.Name} {info.DockerRootDir}",
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        Client.Dispose();
        _use?.Dispose();
        await _link.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether an engine answers there.</summary>
    internal static async Task<bool> AnswersAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var link = EngineLink.To(endpoint);
        await using (link.ConfigureAwait(false))
        {
            return await link.WhyNoAnswerAsync(cancellationToken).ConfigureAwait(false) is null;
        }
    }

    /// <summary>Whether it answers now.</summary>
    internal async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await _link.WhyNoAnswerAsync(cancellationToken).ConfigureAwait(false) is null;

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

    private static bool IsElsewhere(Uri endpoint) => endpoint.Scheme != "unix";

    private static bool IsBound(EngineOptions options) =>
        options.Endpoint is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DOCKER_HOST"));

    private static IReadOnlyList<Uri> Candidates(EngineOptions options) => EngineCandidates.Find(
        options.Endpoint,
        Environment.GetEnvironmentVariable("DOCKER_HOST"),
        () => EngineCandidates.Others(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));

    /// <returns>The first engine that answers; else none, and what is to be told of those that were asked, where that is more than that there is none.</returns>
    private static async Task<(Engine? Engine, string? Advice)> FindAsync(EngineOptions options, IEnumerable<Uri> candidates, CancellationToken cancellationToken)
    {
        string? advice = null;
        foreach (var candidate in candidates)
        {
            var (engine, reason) = await TryConnectAsync(candidate, cancellationToken).ConfigureAwait(false);
            if (engine is not null)
            {
                return (engine, null);
            }

            advice ??= IsBound(options) || EngineAdvice.IsForbidden(reason) ? EngineAdvice.NoAnswer(candidate, reason) : null;
        }

        return (null, advice);
    }

    private static async Task<(Engine? Engine, string? Reason)> TryConnectAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var link = EngineLink.To(endpoint);
        string? reason = "it was not asked";
        try
        {
            reason = await link.OpenAsync(cancellationToken).ConfigureAwait(false);
            return reason is null ? (new Engine(link), null) : (null, reason);
        }
        finally
        {
            if (reason is not null)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
