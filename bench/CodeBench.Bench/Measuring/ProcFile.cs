using System.Globalization;

namespace CodeBench.Bench.Measuring;

/// <summary>What /proc says of a process. One that has ended has nothing: all numbers are 0.</summary>
/// <param name="folder">Its folder below /proc.</param>
internal readonly struct ProcFile(string folder)
{
    /// <summary>This process.</summary>
    public static ProcFile OfThisProcess() => new("/proc/self");

    /// <summary>A process by its number.</summary>
    public static ProcFile Of(int process) => new($"/proc/{process.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The largest resident set so far, in bytes.</summary>
    public long PeakMemory()
    {
        const string Field = "VmHWM:";
        foreach (var line in Lines("status"))
        {
            if (line.StartsWith(Field, StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan(Field.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture) << 10;
            }
        }

        return 0;
    }

    /// <summary>How many descriptors are open.</summary>
    public int Descriptors()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd")).Count();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>What its control group has been charged with, in bytes.</summary>
    public long ControlGroupMemory()
    {
        try
        {
            return MemoryAccount() is { } path ? long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // Version 1 has a hierarchy of its own for memory; else it is that of version 2.
    private string? MemoryAccount()
    {
        string? unified = null;
        foreach (var line in Lines("cgroup"))
        {
            var parts = line.Split(':', 3);
            if (parts[1].Split(',').Contains("memory"))
            {
                return $"/sys/fs/cgroup/memory{parts[2]}/memory.usage_in_bytes";
            }

            unified = parts[1].Length == 0 ? $"/sys/fs/cgroup{parts[2]}/memory.current" : unified;
        }

        return unified;
    }

    private string[] Lines(string name)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
