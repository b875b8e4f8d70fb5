using System.Diagnostics;
using Xunit;

namespace CodeBench.Testing;

/// <summary>A folder that is a small disk of its own, to be filled up.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Ballast = "ballast";

    /// <summary>Makes the disk; skips the running test where that is not allowed.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="kibibytes">Its size.</param>
    public SmallDisk(string folder, int kibibytes)
    {
        Directory.CreateDirectory(folder);
        Folder = folder;
        using var mount = Process.Start("mount", ["-t", "tmpfs", "-o", $"size={kibibytes}k,mode=0755", "small-disk", folder]);
        mount.WaitForExit();
        Assert.SkipUnless(mount.ExitCode == 0, "Only root may mount a small disk.");
    }

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Uses up what is left, but for so much.</summary>
    public void Fill(int butKibibytes = 0)
    {
        using var file = new FileStream(Path.Combine(Folder, Ballast), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            var page = new byte[4096];
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            file.SetLength(Math.Max(0, file.Length - (butKibibytes * 1024L)));
        }
    }

    /// <summary>Makes the room again.</summary>
    public void MakeRoom() => File.Delete(Path.Combine(Folder, Ballast));

    /// <inheritdoc/>
    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["-l", Folder]);
        unmount.WaitForExit();
    }
}
