using System.Globalization;
using CodeBench.Execution.Containers;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Containers;

/// <summary>What belongs to a process is left over only where the process is known to be gone.</summary>
public sealed class ProcessTableTests
{
    private static readonly string Own = ProcessTable.OfMachine.StartTimeOf(Environment.ProcessId)!;

    [Fact]
    public void IsGone_OwnProcessAndNumbersThatOthersHad_ByTheTimeOfStart()
    {
        Assert.False(ProcessTable.OfMachine.IsGone(Environment.ProcessId, Own));
        Assert.True(ProcessTable.OfMachine.IsGone(Environment.ProcessId, "1"));
        Assert.True(ProcessTable.OfMachine.IsGone(int.MaxValue, Own));
    }

    // Of another user, and hidden from us where /proc says so.
    [Fact]
    public void IsGone_FirstProcessOfTheMachine_IsNot() =>
        Assert.False(ProcessTable.OfMachine.IsGone(1, ProcessTable.OfMachine.StartTimeOf(1) ?? "hidden"));

    // It has no more to do with its containers, though its number is there until its parent asks for its end.
    [Theory]
    [InlineData("S", false)]
    [InlineData("Z", true)]
    public void IsGone_ProcessThatHasEndedAndWasNotWaitedFor_IsGone(string state, bool gone)
    {
        using var folder = new TemporaryFolder();
        folder.Write("7/stat", $"7 (co) de) {state} {string.Join(' ', Enumerable.Range(4, 20))}\n");
        Assert.Equal(gone, new ProcessTable(folder.Path).IsGone(7, "22"));
    }

    [Theory]
    [InlineData(false)] // as with hidepid=2: there is nothing
    [InlineData(true)] // as with hidepid=1: it may not be read
    public void IsGone_ProcessThatIsHidden_OnlyWhereThereIsNone(bool listed)
    {
        using var folder = new TemporaryFolder();
        foreach (var id in listed ? new[] { Environment.ProcessId, int.MaxValue } : [])
        {
            Directory.CreateDirectory(folder.PathOf(Path.Combine(id.ToString(CultureInfo.InvariantCulture), "stat")));
        }

        var table = new ProcessTable(folder.Path);
        Assert.Null(table.StartTimeOf(Environment.ProcessId));
        Assert.False(table.IsGone(Environment.ProcessId, Own));
        Assert.True(table.IsGone(int.MaxValue, Own));
    }
}
