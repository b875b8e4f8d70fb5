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
        var reasons = new List<string>();
        try
        {
            foreach (var (place, answers) in places.Zip(present))
            {
                // One that went away since the command began is taken when it comes back.
                opened.Add((place, answers ? await UnlessAwayAsync(place.OpenAsync, place.AnswersAsync, reasons, cancellationToken).ConfigureAwait(false) : null));
            }

            if (opened.All(one => one.Sandbox is null))
            {
                throw new MachineNotAbleException(EngineAdvice.AllGone(reasons));
            }

            foreach (var (place, _) in opened.Where(one => one.Sandbox is null))
            {
                _progress.Report($"The container engine at {place.Name} does not answer: programs go to the others, and it is tried again from time to time");
            }

            return new SpreadSandbox(image.Digest, opened, _pace, _progress, _time);
        }
        catch
        {
            await Task.WhenAll(opened.Select(one => one.Sandbox).OfType<ISandbox>().Select(sandbox => sandbox.DisposeAsync().AsTask())).ConfigureAwait(false);
            throw;
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

        var reasons = new List<string>();
        foreach (var provider in there)
        {
            if (await UnlessAwayAsync(token => provider.FindAsync(language, token), provider.Engine.AnswersAsync, reasons, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        foreach (var provider in there)
        {
            if (await UnlessAwayAsync(token => provider.BuildAsync(language, token), provider.Engine.AnswersAsync, reasons, cancellationToken)
                .ConfigureAwait(false) is LanguageImage built)
            {
                return built;
            }
        }

        throw new MachineNotAbleException(EngineAdvice.AllGone(reasons.Distinct(StringComparer.Ordinal)));
    }

    // An engine that goes away takes nothing from the others; what one says that answers is to be heard.
    private static async Task<T?> UnlessAwayAsync<T>(
        Func<CancellationToken, Task<T>> action, Func<CancellationToken, Task<bool>> answersAsync, List<string> reasons, CancellationToken cancellationToken)
    {
        try
        {
            return await action(cancellationToken).ConfigureAwait(false);
        }
        catch (MachineNotAbleException exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (await answersAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            reasons.Add(exception.Message);
            return default;
        }
    }
}
