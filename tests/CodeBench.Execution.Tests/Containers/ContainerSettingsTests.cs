using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Sandboxes;

namespace CodeBench.Execution.Tests.Containers;

public sealed class ContainerSettingsTests
{
    private static readonly Limits Limits = new()
    {
        Memory = ByteSize.FromMebibytes(100),
        Files = ByteSize.FromMebibytes(10),
        Processes = 7,
    };

    [Fact]
    public void For_AnyProgram_GivesNothingThatIsNotNeeded()
    {
        var host = ContainerSettings.For("image", Limits, "name", 20_001, CpuSharing.Shared, 0, 2).HostConfig!;
        Assert.Equal(("none", true, false), (host.NetworkMode, host.ReadonlyRootfs, host.Privileged));
        Assert.Equal(["ALL"], host.CapDrop);
        Assert.Equal(["SETUID", "SETGID", "CHOWN", "DAC_OVERRIDE", "FOWNER"], host.CapAdd);
        Assert.Equal(["no-new-privileges"], host.SecurityOpt);
        Assert.Equal((104L << 20, 104L << 20, 8L), (host.Memory, host.MemorySwap, host.PidsLimit));
        Assert.Equal("none", host.LogConfig!.Type);
        var (folder, mount) = Assert.Single(host.Tmpfs!);
        Assert.Equal("/box", folder);
        Assert.Contains($"size={10 << 20},nr_inodes=", mount, StringComparison.Ordinal);
        Assert.Equal("none", host.IpcMode);
        Assert.Null(host.Binds);
    }

    [Fact]
    public void For_PinnedContainers_TakeOneProcessorEach()
    {
        var pinned = Enumerable.Range(0, 3)
            .Select(slot => ContainerSettings.For("image", Limits, "name", 20_001, CpuSharing.Pinned, slot, 2).HostConfig!).ToArray();
        Assert.Equal(["0", "1", "0"], pinned.Select(host => host.CpusetCpus));
        Assert.All(pinned, host => Assert.Equal(0, host.NanoCPUs));
        Assert.Equal(1_000_000_000, ContainerSettings.For("image", Limits, "name", 20_001, CpuSharing.Shared, 0, 2).HostConfig!.NanoCPUs);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(4_194_304, 100_000)]
    public void UserOf_AnyProcess_IsNeitherRootNorBeyondSixteenBitsAndLeavesTheNextToTheServer(int process, int container)
    {
        var user = ContainerSettings.UserOf(process, container);
        Assert.InRange(user, 20_000, 59_998);
        Assert.True(int.IsEvenInteger(user));
    }

    [Fact]
    public void IsStale_Labels_TellOwnFromDeadFromOthers()
    {
        var own = ContainerOwner.Current.ToLabels();
        Assert.False(ContainerOwner.IsStale(own, "exited", TimeSpan.FromDays(1)));
        var reused = new Dictionary<string, string>(own) { [ContainerOwner.StartLabel] = "1" };
        Assert.True(ContainerOwner.IsStale(reused, "running", TimeSpan.Zero));
        var dead = new Dictionary<string, string>(own) { [ContainerOwner.ProcessLabel] = $"{int.MaxValue}" };
        Assert.True(ContainerOwner.IsStale(dead, "running", TimeSpan.Zero));
        var elsewhere = new Dictionary<string, string>(dead) { [ContainerOwner.HostLabel] = "another machine" };
        // Another machine's may have an owner there while it runs, stands still or is being started.
        Assert.All(["running", "paused", "restarting", "removing"], state => Assert.False(ContainerOwner.IsStale(elsewhere, state, TimeSpan.FromDays(1))));
        Assert.All(["exited", "dead"], state => Assert.True(ContainerOwner.IsStale(elsewhere, state, TimeSpan.Zero)));
        Assert.False(ContainerOwner.IsStale(elsewhere, "created", TimeSpan.FromMinutes(1)));
        Assert.True(ContainerOwner.IsStale(elsewhere, "created", TimeSpan.FromMinutes(11)));
        Assert.False(ContainerOwner.IsStale(new Dictionary<string, string>(), "exited", TimeSpan.FromDays(1)));
    }
}
