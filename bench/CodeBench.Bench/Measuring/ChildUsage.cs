using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CodeBench.Bench.Measuring;

/// <summary>Asks the kernel what processes used that this one started and that have ended, with all that they waited for.</summary>
internal static class ChildUsage
{
    private const int OfChildren = -1; // RUSAGE_CHILDREN
    private const int Fields = 18; // struct rusage of 64-bit Linux: two times of two words each, then 14 numbers, the peak of memory in KiB first

    /// <summary>User and system time of all of them together.</summary>
    public static TimeSpan CpuTime()
    {
        var fields = Read();
        return Time(fields[0], fields[1]) + Time(fields[2], fields[3]);
    }

    /// <summary>The largest resident set that any of them had, in bytes.</summary>
    public static long PeakMemory() => Read()[4] << 10;

    private static long[] Read()
    {
        var fields = new long[Fields];
        return GetUsage(OfChildren, fields) == 0 ? fields : throw new Win32Exception();
    }

    private static TimeSpan Time(long seconds, long microseconds) => TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(microseconds);

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetUsage(int who, [Out] long[] fields);
}
