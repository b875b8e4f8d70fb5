using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Sandboxes;

namespace CodeBench.Execution.Spreading;

/// <summary>An engine that runs the programs of one language in an image that it may have from another engine.</summary>
/// <param name="provider">Opens sandboxes in the engine.</param>
/// <param name="image">The image of the language.</param>
/// <param name="sources">All engines: one that has the image gives it to one that lacks it.</param>
/// <param name="carrier">Carries it.</param>
/// <param name="language">The language.</param>
/// <param name="limits">The largest limits that any program will ask for.</param>
/// <param name="workers">How many programs run at once.</param>
internal sealed class EnginePlace(
    DockerSandboxProvider provider, LanguageImage image, IReadOnlyList<DockerSandboxProvider> sources, ImageCarrier carrier, Language language, Limits limits, int workers)
    : ISandboxPlace
{
    /// <summary>Where the engine listens.</summary>
    public Uri Endpoint => provider.Engine.Endpoint;

    /// <inheritdoc/>
    public string Name => $"{Endpoint}";

    /// <inheritdoc/>
    public int Workers => workers;

    /// <inheritdoc/>
    public async Task<ISandbox> OpenAsync(CancellationToken cancellationToken)
    {
        if (!await provider.HasAsync(image, cancellationToken).ConfigureAwait(false)
            && await FindSourceAsync(cancellationToken).ConfigureAwait(false) is { } source)
        {
            // Either of the two may stop to answer.
            await source.GuardAsync(token => provider.GuardAsync(inner => CarryFromAsync(source, inner), token), cancellationToken).ConfigureAwait(false);
        }

        return await provider.OpenAsync(image, language, limits, workers, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> AnswersAsync(CancellationToken cancellationToken) => provider.Engine.AnswersAsync(cancellationToken);

    private async Task<DockerSandboxProvider?> FindSourceAsync(CancellationToken cancellationToken)
    {
        foreach (var other in sources.Where(other => !ReferenceEquals(other, provider)))
        {
            if (await other.Engine.AnswersAsync(cancellationToken).ConfigureAwait(false) && await other.HasAsync(image, cancellationToken).ConfigureAwait(false))
            {
                return other;
            }
        }

        return null;
    }

    private async Task<LanguageImage> CarryFromAsync(DockerSandboxProvider source, CancellationToken cancellationToken)
    {
        await carrier.CarryAsync(image, source.Engine, provider.Engine, cancellationToken).ConfigureAwait(false);
        return image;
    }
}
