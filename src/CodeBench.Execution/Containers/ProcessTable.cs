using System.Diagnostics;

namespace CodeBench.Execution.Containers;

/// <summary>What can be known of the processes of this machine. Others' may be hidden from us (hidepid), and are there all the same.</summary>
/// <param name="folder">Where the kernel tells of them.</param>
internal sealed class ProcessTable(string folder)
{
    /// <summary>That of this machine.</summary>
    public static ProcessTable OfMachine { get; } = new("/proc");

    /// <summary>When a process started, in the kernel's ticks; null where it is gone or hidden.</summary>
    public string? StartTimeOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"{folder}/{processId}/stat");
            // The name in parentheses may hold anything; the start time is the 22nd field, the 20th behind it.
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a process is known to be gone: no process has its number, or one that started at another time.</summary>
    /// <param name="processId">Its number.</param>
    /// <param name="started">When it started, as <see cref="StartTimeOf"/> said it.</param>
    public bool IsGone(int processId, string started) =>
        StartTimeOf(processId) is { } now ? now != started : !Exists(processId);

    // This asks by a signal that does nothing, which tells also of processes that may neither be seen nor signalled.
    private static bool Exists(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
