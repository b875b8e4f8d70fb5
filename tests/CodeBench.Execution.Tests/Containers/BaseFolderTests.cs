using CodeBench.Execution.Containers;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Containers;

public sealed class BaseFolderTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task Dispose_FolderWithContent_IsGoneWithAllButWhatItsLinksLeadTo()
    {
        using var elsewhere = new TemporaryFolder();
        var kept = elsewhere.Write("kept", "of somebody else");
        string path;
        await using (var folder = new BaseFolder())
        {
            path = folder.FullName;
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherExecute), "apt's user cannot come through");
            Directory.CreateDirectory(Path.Combine(path, "chroot", "etc"));
            await File.WriteAllTextAsync(Path.Combine(path, "base.tar"), "half", TestContext.Current.CancellationToken);
            Directory.CreateSymbolicLink(Path.Combine(path, "chroot", "link"), elsewhere.Path);
        }

        Assert.False(Directory.Exists(path));
        Assert.True(File.Exists(kept));
    }

    [Fact(Timeout = Timeout)]
    public async Task RemoveStale_FoldersOfOthers_OnlyThoseOfDeadProcessesGo()
    {
        await using var living = new BaseFolder();
        using var elsewhere = new TemporaryFolder();
        var kept = elsewhere.Write("kept", "of somebody else");
        var prefix = Path.Combine(Path.GetTempPath(), ContainerOwner.Current.ToFolderPrefix()[..^2] + "x-base.");
        var dead = Directory.CreateDirectory(prefix + "dead").FullName;
        Directory.CreateDirectory(Path.Combine(dead, "mmdebstrap.x", "etc"));
        var link = Directory.CreateSymbolicLink(prefix + "link", elsewhere.Path);
        try
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await BaseFolder.RemoveStaleAsync();
            Assert.False(Directory.Exists(dead));
            Assert.True(File.Exists(kept));
            Assert.True(Directory.Exists(living.FullName));
        }
        finally
        {
            link.Delete();
        }
    }
}
