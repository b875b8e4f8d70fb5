using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Pooling;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Sandboxes;

/// <summary>Opens sandboxes in the containers of one engine.</summary>
/// <param name="engine">The engine; the caller disposes it, after the sandboxes.</param>
/// <param name="options">How images are made and containers are set up.</param>
/// <param name="progress">Told what is built, line by line.</param>
/// <param name="time">The clock of the host's watchdog.</param>
public sealed class DockerSandboxProvider(Engine engine, SandboxOptions options, IProgress<string> progress, TimeProvider time)
    : ISandboxProvider, IDisposable
{
    private const int MostBuildsAtOnce = 4;

    private readonly BuildTurns _turns = new(Math.Min(Environment.ProcessorCount, MostBuildsAtOnce), options.LockFile, progress);
    private readonly SemaphoreSlim _sweeping = new(1);
    private readonly EngineGuard _guard = new(engine, options.StartLimit, time);
    private bool _sweptStale;
    private int _containers = options.FirstContainer;

    /// <summary>The engine.</summary>
    internal Engine Engine => engine;

    /// <inheritdoc/>
    public async Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken) =>
        await OpenAsync(await BuildAsync(language, cancellationToken).ConfigureAwait(false), language, limits, workers, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens the sandbox of a language whose image is there.</summary>
    internal async Task<ISandbox> OpenAsync(LanguageImage image, Language language, Limits limits, int workers, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        await RemoveStaleAsync(cancellationToken).ConfigureAwait(false);
        var source = SourceOf(image, WithWarm(language, limits), $"{language.Id}-{Environment.ProcessId}-{Interlocked.Increment(ref _containers)}");
        return new DockerSandbox(image.Digest, new ContainerPool(options.Workers ?? workers, source.StartAsync), source, options.WatchdogMargin, time);
    }

    // What is kept warm beside the programs takes nothing from their limits.
    private static Limits WithWarm(Language language, Limits limits)
    {
        var beside = language.Helper?.AddTo(limits) ?? limits;
        return language.CompileServer?.AddTo(beside) ?? beside;
    }

    /// <summary>Finds or builds the image of a language.</summary>
    /// <exception cref="MachineNotAbleException">It cannot be built, and the message carries the build's last lines; or the engine hangs.</exception>
    public Task<LanguageImage> BuildAsync(Language language, CancellationToken cancellationToken) =>
        GuardAsync(token => FindOrBuildAsync(language, token), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _sweeping.Dispose();
    }

    /// <summary>Finds the image of a language; null where the engine does not have it.</summary>
    /// <exception cref="MachineNotAbleException">The engine failed or hangs.</exception>
    internal Task<LanguageImage?> FindAsync(Language language, CancellationToken cancellationToken) =>
        GuardAsync(token => Builder().FindAsync(language, token), cancellationToken);

    /// <summary>Whether the engine has an image, whatever its name there.</summary>
    /// <exception cref="MachineNotAbleException">The engine failed or hangs.</exception>
    internal async Task<bool> HasAsync(LanguageImage image, CancellationToken cancellationToken) =>
        await GuardAsync(token => new ImageStore(engine.Client).FindAsync(image.Digest, token), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Does something with the engine that may take any time.</summary>
    /// <exception cref="MachineNotAbleException">The engine failed or hangs.</exception>
    internal async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await _guard.RunAsync(action, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.Is(exception))
        {
            throw new MachineNotAbleException(EngineAdvice.Failed(engine.Endpoint, EngineFailure.Describe(exception)), exception);
        }
    }

    private LanguageImageBuilder Builder()
    {
        var images = new ImageStore(engine.Client);
        var baseImage = new BaseImage(images, options.BaseImage, DebianMachine.Current(), options.AllowInstall);
        return new LanguageImageBuilder(images, baseImage, options.RootFolder);
    }

    private async Task<LanguageImage> FindOrBuildAsync(Language language, CancellationToken cancellationToken)
    {
        var builder = Builder();
        if (await builder.FindAsync(language, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        return await _turns.TakeAsync(
            language.Id,
            token => builder.EnsureFoundationAsync(progress, token),
            (foundation, token) => builder.EnsureAsync(language, foundation, progress, token),
            cancellationToken).ConfigureAwait(false);
    }

    private ContainerSource SourceOf(LanguageImage image, Limits limits, string sandbox)
    {
        var patience = new EnginePatience(engine, options.EnginePatience, progress, time);
        var sockets = new HostSockets(engine.Endpoint);
        return new ContainerSource(engine, sockets, image.Digest, sandbox, SettingsOf, patience, options.StartLimit, options.WatchdogMargin, time);

        CreateContainerParameters SettingsOf(int slot)
        {
            var user = ContainerSettings.UserOf(Environment.ProcessId, Interlocked.Increment(ref _containers));
            // The digest, not the name: what run.json says is what programs run in.
            return ContainerSettings.For(image.Digest, limits, sandbox, user, options.Cpu, slot, Environment.ProcessorCount);
        }
    }

    private async Task RemoveStaleAsync(CancellationToken cancellationToken)
    {
        await _sweeping.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_sweptStale)
            {
                HostSocket.RemoveStale();
                await BaseFolder.RemoveStaleAsync().ConfigureAwait(false);
                var count = await GuardAsync(token => StaleContainers.RemoveAsync(engine.Client, time.GetUtcNow(), token), cancellationToken).ConfigureAwait(false);
                _sweptStale = true;
                if (count > 0)
                {
                    progress.Report($"Removed {count} containers of an earlier run that was killed");
                }
            }
        }
        finally
        {
            _sweeping.Release();
        }
    }
}
