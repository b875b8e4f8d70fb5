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

    private static readonly TimeSpan InterruptedPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan InterruptedPause = TimeSpan.FromMilliseconds(100);

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
        try
        {
            await BuildAsync(reference, tar, kind, arguments, log, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && (exception is OperationCanceledException || EngineFailure.Is(exception)))
        {
            await RemoveInterruptedAsync(log).ConfigureAwait(false);
            throw;
        }

        var id = log.Error is null ? await FindAsync(reference, cancellationToken).ConfigureAwait(false) : null;
        await RemoveNamelessAsync(id is null ? ImagesOf(log) : log.StageImages, CancellationToken.None).ConfigureAwait(false);
        return id ?? throw new MachineNotAbleException(
            $"Image {reference} could not be built: {log.Error}{Environment.NewLine}The build's last lines:{Environment.NewLine}"
            + string.Join(Environment.NewLine, log.LastLines.Select(line => $"  {line}")));
    }

    private Task BuildAsync(
        string reference, Stream context, string kind, IReadOnlyDictionary<string, string> arguments, BuildLog log, CancellationToken cancellationToken) =>
        client.Images.BuildImageFromDockerfileAsync(
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
            context,
            null,
            null,
            log,
            cancellationToken);

    /// <summary>A build leaves the images of its stages behind, and a failed one that of its last good step.</summary>
    private static IReadOnlyList<string> ImagesOf(BuildLog log) => log.LastImage is null ? log.StageImages : [.. log.StageImages, log.LastImage];

    /// <summary>Removes what an interrupted build has left. Does not throw: where the engine does not answer, it stays.</summary>
    private async Task RemoveInterruptedAsync(BuildLog log)
    {
        using var patience = new CancellationTokenSource(InterruptedPatience);
        try
        {
            // The container of the step that was under way goes a little later than the connection, and holds its image until then.
            while (await RemoveNamelessAsync(ImagesOf(log), patience.Token).ConfigureAwait(false) > 0)
            {
                await Task.Delay(InterruptedPause, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException || EngineFailure.Is(exception))
        {
            // Somebody wants to be gone.
        }
    }

    /// <summary>Removes those of some images that have no name.</summary>
    /// <returns>How many the engine does not let go.</returns>
    private async Task<int> RemoveNamelessAsync(IReadOnlyList<string> images, CancellationToken cancellationToken)
    {
        var held = 0;
        foreach (var image in images)
        {
            try
            {
                var found = await client.Images.InspectImageAsync(image, cancellationToken).ConfigureAwait(false);
                if (found.RepoTags is null or { Count: 0 })
                {
                    await client.Images.DeleteImageAsync(image, new ImageDeleteParameters(), cancellationToken).ConfigureAwait(false);
                }
            }
            catch (DockerApiException exception)
            {
                // Something is made from it: then it is not left over.
                held += exception.StatusCode == HttpStatusCode.Conflict ? 1 : 0;
            }
        }

        return held;
    }
}
