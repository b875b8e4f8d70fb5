using System.Net;
using CodeBench.Core.Faults;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>The engine's images: find, pull, import and build them.</summary>
internal sealed class ImageStore(IDockerClient client)
{
    /// <summary>The label that all our images carry, with what they are as its value.</summary>
    public const string Label = "codebench.image";

    /// <summary>The content address of an image.</summary>
    /// <returns>"sha256:…", or null where the engine has no such image.</returns>
    public async Task<string?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Images.InspectImageAsync(reference, cancellationToken).ConfigureAwait(false)).ID;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Pulls an image.</summary>
    /// <returns>Null where it went well, else the reason why not.</returns>
    public async Task<string?> PullAsync(string reference, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var log = new BuildLog(progress);
        var colon = reference.LastIndexOf(':');
        var tagged = colon > reference.LastIndexOf('/');
        try
        {
            await client.Images.CreateImageAsync(
                new ImagesCreateParameters
                {
                    FromImage = tagged ? reference[..colon] : reference,
                    Tag = tagged ? reference[(colon + 1)..] : "latest",
                },
                new AuthConfig(),
                log,
                cancellationToken).ConfigureAwait(false);
            return log.Error;
        }
        catch (DockerApiException exception)
        {
            return exception.ResponseBody ?? exception.Message;
        }
    }

    /// <summary>Makes an image of a root file system in a tar.</summary>
    public async Task ImportAsync(string reference, Stream tar, CancellationToken cancellationToken)
    {
        var log = new BuildLog(new Progress<string>());
        var colon = reference.LastIndexOf(':');
        await client.Images.CreateImageAsync(
            new ImagesCreateParameters
            {
                FromSrc = "-",
                Repo = reference[..colon],
                Tag = reference[(colon + 1)..],
                Changes = [$"LABEL {Label}=base"],
            },
            tar,
            new AuthConfig(),
            log,
            cancellationToken).ConfigureAwait(false);
        if (log.Error is not null)
        {
            throw new MachineNotAbleException($"The base image could not be imported: {log.Error}");
        }
    }

    /// <summary>Builds an image, unless one of that name is there: names carry a hash of all that goes in.</summary>
    /// <returns>Its content address.</returns>
    /// <exception cref="MachineNotAbleException">The build failed; the message carries its last lines.</exception>
    public async Task<string> BuildAsync(
        string reference,
        BuildContext context,
        string kind,
        IReadOnlyDictionary<string, string> arguments,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(reference, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return existing;
        }

        progress.Report($"Building image {reference}");
        var log = new BuildLog(progress);
        using var tar = context.ToTar();
        await client.Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters
            {
                Tags = [reference],
                BuildArgs = arguments.ToDictionary(),
                Labels = new Dictionary<string, string> { [Label] = kind },
                // An engine without a bridge has no other network, and the package mirror has to be reached.
                NetworkMode = "host",
                Remove = true,
                ForceRemove = true,
            },
            tar,
            null,
            null,
            log,
            cancellationToken).ConfigureAwait(false);

        var id = log.Error is null ? await FindAsync(reference, cancellationToken).ConfigureAwait(false) : null;
        await RemoveNamelessAsync(id is null && log.LastImage is not null ? [.. log.StageImages, log.LastImage] : log.StageImages)
            .ConfigureAwait(false);
        return id ?? throw new MachineNotAbleException(
            $"Image {reference} could not be built: {log.Error}{Environment.NewLine}The build's last lines:{Environment.NewLine}"
            + string.Join(Environment.NewLine, log.LastLines.Select(line => $"  {line}")));
    }

    /// <summary>A build leaves the images of its stages behind, and a failed one that of its last good step.</summary>
    private async Task RemoveNamelessAsync(IReadOnlyList<string> images)
    {
        foreach (var image in images)
        {
            try
            {
                var found = await client.Images.InspectImageAsync(image).ConfigureAwait(false);
                if (found.RepoTags is null or { Count: 0 })
                {
                    await client.Images.DeleteImageAsync(image, new ImageDeleteParameters()).ConfigureAwait(false);
                }
            }
            catch (DockerApiException)
            {
                // Something is made from it: then it is not left over.
            }
        }
    }
}
