using System.Net.Sockets;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>
/// A socket of this process that is mounted into one container and takes one connection: that of its runner. What is said
/// there does not go through the engine, which costs a third of a millisecond for each program. Disposing it removes it; a
/// connection stays.
/// </summary>
internal sealed class HostSocket : IDisposable
{
    /// <summary>Where the container finds it.</summary>
    public const string ContainerPath = "/codebench-socket";

    private readonly string _folder = Directory.CreateTempSubdirectory(ContainerOwner.Current.ToFolderPrefix()).FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Listens in a folder of its own below the one for temporary files; nobody else may enter it.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    /// <exception cref="SocketException">The socket cannot be made.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The path is longer than the kernel takes, about 100 bytes.</exception>
    public HostSocket()
    {
        try
        {
            _listener.Bind(new UnixDomainSocketEndPoint(PathIn(_folder)));
            _listener.Listen(1);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes a container's settings such that its runner connects to the socket.</summary>
    public void AddTo(CreateContainerParameters settings)
    {
        settings.Entrypoint!.Add(ContainerPath);
        settings.HostConfig!.Mounts = [new Mount { Type = "bind", Source = PathIn(_folder), Target = ContainerPath, ReadOnly = true }];
    }

    /// <summary>Takes back what <see cref="AddTo"/> did.</summary>
    public static void RemoveFrom(CreateContainerParameters settings)
    {
        settings.Entrypoint!.Remove(ContainerPath);
        settings.HostConfig!.Mounts = [];
    }

    /// <summary>Waits for the runner's connection.</summary>
    public async Task<Stream> AcceptAsync(CancellationToken cancellationToken) =>
        new NetworkStream(await _listener.AcceptAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        Remove(_folder);
    }

    /// <summary>Removes what processes left here that were killed while a container of theirs started.</summary>
    public static void RemoveStale()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), ContainerOwner.FolderPattern))
        {
            if (ContainerOwner.IsStale(Path.GetFileName(folder)))
            {
                Remove(folder);
            }
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "socket");

    // Never more than a socket and its folder: the one above is everybody's, and so may be what stands there.
    private static void Remove(string folder)
    {
        try
        {
            File.Delete(PathIn(folder));
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody was quicker, or it is not ours.
        }
    }
}
