using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>Gives an engine the image that another one has: from one to the other through this process, without a file in between.</summary>
/// <param name="progress">Told what is carried.</param>
internal sealed class ImageCarrier(IProgress<string> progress)
{
    private const int DigitsOfDigest = 12;

    /// <summary>Carries an image where it is not there yet.</summary>
    /// <param name="image">The image.</param>
    /// <param name="from">An engine that has it.</param>
    /// <param name="to">The engine that shall have it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MachineNotAbleException">One of the engines failed, the second did not take it, or gave it another digest.</exception>
    public async Task CarryAsync(LanguageImage image, Engine from, Engine to, CancellationToken cancellationToken)
    {
        try
        {
            var images = new ImageStore(to.Client);
            if (await images.FindAsync(image.Digest, cancellationToken).ConfigureAwait(false) is null)
            {
                await CarryAsync(image, images, from, to, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (EngineFailure.Is(exception))
        {
            // A connection that is closed because nobody waits any more says nothing of the engines.
            cancellationToken.ThrowIfCancellationRequested();
            throw new MachineNotAbleException(EngineAdvice.NotCarried(image.Reference, from.Endpoint, to.Endpoint, EngineFailure.Describe(exception)), exception);
        }
    }

    private async Task CarryAsync(LanguageImage image, ImageStore images, Engine from, Engine to, CancellationToken cancellationToken)
    {
        progress.Report($"Carrying image {image.Reference} from {from.Endpoint} to {to.Endpoint}");
        var log = new BuildLog(new Progress<string>());
        // By its digest: what the other engine may have under the same name stays as it is.
        using var tar = await from.Client.Images.SaveImageAsync(image.Digest, cancellationToken).ConfigureAwait(false);
        await to.Client.Images.LoadImageAsync(new ImageLoadParameters { Quiet = true }, tar, log, cancellationToken).ConfigureAwait(false);
        if (log.Error is { } error)
        {
            throw new MachineNotAbleException($"The container engine at {to.Endpoint} does not take the image {image.Reference}: {error}");
        }

        if (await images.FindAsync(image.Digest, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new MachineNotAbleException(
                $"The container engine at {to.Endpoint} took the image {image.Reference}, but knows it by another digest than {image.Digest}: it stores images in another way "
                + $"than the one at {from.Endpoint} (containerd's image store against Docker's own). Set both up alike, or leave one of them out.");
        }

        await NameAsync(images, image, to, cancellationToken).ConfigureAwait(false);
    }

    // An image without a name goes when somebody tidies up.
    private static async Task NameAsync(ImageStore images, LanguageImage image, Engine to, CancellationToken cancellationToken)
    {
        var colon = image.Reference.LastIndexOf(':');
        var isTaken = await images.FindAsync(image.Reference, cancellationToken).ConfigureAwait(false) is not null;
        var tag = isTaken ? image.Digest[(image.Digest.IndexOf(':', StringComparison.Ordinal) + 1)..][..DigitsOfDigest] : image.Reference[(colon + 1)..];
        await to.Client.Images.TagImageAsync(
            image.Digest, new ImageTagParameters { RepositoryName = image.Reference[..colon], Tag = tag }, cancellationToken).ConfigureAwait(false);
    }
}
