using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Containers;

/// <summary>Making a base image leaves nothing, however it ends. The tool is one of ours, which does as it is told.</summary>
public sealed class BaseImageTests
{
    private const int Timeout = 60_000;

    // What it makes lies below TMPDIR, where mmdebstrap makes its own.
    private const string Work = """
        mkdir -p "$TMPDIR/mmdebstrap.x/etc"
        echo half >"$TMPDIR/base.tar"
        echo "$TMPDIR" >"$0.told"
        mv "$0.told" "$0.began"
        while :; do :; done

        """;

    private static string[] OwnFolders => Directory.GetDirectories(Path.GetTempPath(), ContainerOwner.Current.ToFolderPrefix() + "base.*");

    [Theory(Timeout = Timeout)]
    [InlineData("rm -rf \"$TMPDIR/mmdebstrap.x\"; touch \"$0.asked\"; exit 1", true)]
    [InlineData("", false)]
    public async Task Ensure_IsInterrupted_ToolEndsAndNothingIsLeft(string atInterrupt, bool polite)
    {
        using var folder = new TemporaryFolder();
        var tool = folder.WriteProgram("mmdebstrap", $"#!/bin/sh\ntrap '{atInterrupt}' INT\n{Work}");
        await using var images = new ImageEngine();
        await using var engine = await images.ConnectAsync(TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var making = ImageOf(engine, folder).EnsureAsync(new Progress<string>(), stop.Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!File.Exists($"{tool}.began") && !making.IsCompleted)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.Equal(polite, File.Exists($"{tool}.asked"));
        Assert.StartsWith(
            Path.Combine(Path.GetTempPath(), ContainerOwner.Current.ToFolderPrefix()),
            await File.ReadAllTextAsync($"{tool}.began", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Empty(OwnFolders);
        Assert.Empty(FolderUse.Processes(tool));
    }

    private static BaseImage ImageOf(Engine engine, TemporaryFolder folder) => new(
        new ImageStore(engine.Client),
        "registry.example/base:1",
        new DebianMachine { IsRoot = true, IsDebianLike = true, Codename = "bookworm", ProgramFolders = [folder.Path, "/usr/bin", "/bin"] },
        allowInstall: false);
}
