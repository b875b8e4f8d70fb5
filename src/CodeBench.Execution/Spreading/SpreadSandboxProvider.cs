using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;

namespace CodeBench.Execution.Spreading;

/// <summary>
/// Opens sandboxes over several engines. All run programs in one and the same image: that of the first engine which has it, else the first
/// one builds it; the others are given it.
/// </summary>
public sealed class SpreadSandboxProvider : ISandboxProvider, IDisposable
{
    // Engines of one process may share a machine: so many containers of each have users of their own.
    private const int ContainersOfEach = 2_000;

    private readonly IReadOnlyList<DockerSandboxProvider> _providers;
    private readonly IReadOnlyList<int>? _workers;
    private readonly IProgress<string> _progress;
    private readonly TimeProvider _time;
    private readonly SpreadPace _pace;
    private readonly ImageCarrier _carrier;

    /// <summary>Spreads over engines.</summary>
    /// <param name="engines">The engines, two or more; the caller disposes them, after the sandboxes.</param>
    /// <param name="workers">How many programs each engine runs at once, in their order; null: what is asked for when a sandbox is opened.</param>
    /// <param name="options">How images are made and containers are set up.</param>
    /// <param name="progress">Told what is built and carried, and which engine goes and comes.</param>
    /// <param name="time">The clock.</param>
    public SpreadSandboxProvider(
        IReadOnlyList<Engine> engines, IReadOnlyList<int>? workers, SandboxOptions options, IProgress<string> progress, TimeProvider time)
    {
        _providers =
        [
            .. engines.Select((engine, index) => new DockerSandboxProvider(
                engine, options with { EnginePatience = TimeSpan.Zero, FirstContainer = options.FirstContainer + index * ContainersOfEach }, progress, time)),
        ];
        _workers = workers;
        _progress = progress;
        _time = time;
        _pace = new SpreadPace { Patience = options.EnginePatience };
        _carrier = new ImageCarrier(progress);
    }

    /// <inheritdoc/>
    public async Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var present = await Task.WhenAll(_providers.Select(provider => provider.Engine.AnswersAsync(cancellationToken))).ConfigureAwait(false);
        var image = await FindOrBuildAsync(language, present, cancellationToken).ConfigureAwait(false);
        var places = _providers.Select((provider, index) =>
            new EnginePlace(provider, image, _providers, _carrier, language, limits, _workers?[index] ?? workers)).ToList();
        var opened = new List<(ISandboxPlace Place, ISandbox? Sandbox)>();
        try
        {
            foreach (var (place, answers) in places.Zip(present))
            {
                // One that went away since the command began is taken when it comes back.
                opened.Add((place, answers ? await place.OpenAsync(cancellationToken).ConfigureAwait(false) : null));
            }

            return new SpreadSandbox(image.Digest, opened, _pace, _progress, _time);
        }
        catch (Exception exception)
        {
            await Task.WhenAll(opened.Select(one => one.Sandbox).OfType<ISandbox>().Select(sandbox => sandbox.DisposeAsync().AsTask())).ConfigureAwait(false);
            throw EngineFailure.Is(exception)
                ? new MachineNotAbleException(EngineAdvice.Failed(places[opened.Count].Endpoint, EngineFailure.Describe(exception)), exception)
                : exception;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var provider in _providers)
        {
            provider.Dispose();
        }
    }

    private async Task<LanguageImage> FindOrBuildAsync(Language language, bool[] present, CancellationToken cancellationToken)
    {
        var there = _providers.Where((_, index) => present[index]).ToList();
        if (there.Count == 0)
        {
            throw new MachineNotAbleException(EngineAdvice.AllGone(_providers.Select(provider => $"{provider.Engine.Endpoint}: it does not answer")));
        }

        foreach (var provider in there)
        {
            if (await provider.FindAsync(language, cancellationToken).ConfigureAwait(false) is { } image)
            {
                return image;
            }
        }

        return await there[0].BuildAsync(language, cancellationToken).ConfigureAwait(false);
    }
}
