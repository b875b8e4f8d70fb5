using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CodeBench.Bench.Measuring;

/// <summary>Asks the kernel what processes used that this one started and that have ended, with all that they waited for.</summary>
internal static class ChildUsage
{
    private const int OfChildren = -1; // RUSAGE_CHILDREN
    private const int Fields = 18; // struct rusage of 64-bit Linux: two times of two words each, then 14 numbers

    /// <summary>User and system time of all of them together.</summary>
    public static TimeSpan CpuTime()
    {
        var fields = new long[Fields];
        if (GetUsage(OfChildren, fields) != 0)
        {
            throw new Win32Exception();
        }

        return Time(fields[0], fields[1]) + Time(fields[2], fields[3]);
    }

    private static TimeSpan Time(long seconds, long microseconds) => TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(microseconds);

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetUsage(int who, [Out] long[] fields);
}
