using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Engines;

public sealed class DebianMachineTests
{
    private const int Timeout = 60_000;

    // apt, as far as interruptions go: it is told, and ends what it has begun.
    private const string Apt = """
        #!/bin/sh
        trap 'touch "$0.told"' INT
        cut -d ' ' -f 6 "/proc/$$/stat" >"$0.session"
        echo "$$ $*" >>"$0.began"
        while [ ! -e "$0.told" ]; do :; done
        touch "$0.ended"

        """;

    [Fact(Timeout = Timeout)]
    public async Task Install_IsInterrupted_WhatHasBegunIsBroughtToItsEndAndNothingElseBegins()
    {
        using var folder = new TemporaryFolder();
        var apt = folder.WriteProgram("apt-get", Apt);
        var machine = new DebianMachine { IsRoot = true, IsDebianLike = true, Codename = null, ProgramFolders = [folder.Path, "/usr/bin", "/bin"] };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var installing = machine.InstallAsync(["tool"], new Progress<string>(), stop.Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!File.Exists($"{apt}.began") && !installing.IsCompleted)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installing);
        Assert.True(File.Exists($"{apt}.told"), "apt was not told");
        Assert.True(File.Exists($"{apt}.ended"), "apt was killed");
        var began = (await File.ReadAllTextAsync($"{apt}.began", TestContext.Current.CancellationToken)).Trim();
        Assert.EndsWith(" update -q", began, StringComparison.Ordinal);
        // A terminal's Ctrl-C reaches all of the foreground, dpkg too.
        Assert.Equal(began.Split(' ')[0], (await File.ReadAllTextAsync($"{apt}.session", TestContext.Current.CancellationToken)).Trim());
    }
}
