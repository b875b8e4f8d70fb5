using System.Diagnostics;

namespace CodeBench.Execution.Containers;

/// <summary>What can be known of the processes of this machine. Others' may be hidden from us (hidepid), and are there all the same.</summary>
/// <param name="folder">Where the kernel tells of them.</param>
internal sealed class ProcessTable(string folder)
{
    // The third and the 22nd field of the line.
    private const int State = 0;
    private const int Start = 19;

    /// <summary>That of this machine.</summary>
    public static ProcessTable OfMachine { get; } = new("/proc");

    /// <summary>When a process started, in the kernel's ticks; null where it is gone or hidden.</summary>
    public string? StartTimeOf(int processId) => FieldsOf(processId)?[Start];

    /// <summary>Whether a process is known to be gone: no process has its number, or one that started at another time, or it has ended and nobody has asked how.</summary>
    /// <param name="processId">Its number.</param>
    /// <param name="started">When it started, as <see cref="StartTimeOf"/> said it.</param>
    public bool IsGone(int processId, string started) =>
        FieldsOf(processId) is { } fields ? fields[Start] != started || fields[State] is "Z" or "X" : !Exists(processId);

    // Those behind the name, which stands in parentheses and may hold anything.
    private string[]? FieldsOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"{folder}/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
