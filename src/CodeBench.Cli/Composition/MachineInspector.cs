using System.Globalization;
using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;

namespace CodeBench.Cli.Composition;

/// <summary>Looks at the machine itself, for doctor.</summary>
public static class MachineInspector
{
    // What images and containers of a few languages need.
    private static readonly ByteSize LeastMemory = ByteSize.FromMebibytes(2048);
    private static readonly ByteSize LeastDisk = ByteSize.FromMebibytes(5 * 1024);

    /// <summary>The processors.</summary>
    public static Finding Cores()
    {
        var host = HostInspector.Describe();
        return new Finding("processors", Finding.Fine, $"{host.Cores} cores, {host.Processor}, {host.Architecture}", "");
    }

    /// <summary>The memory.</summary>
    public static Finding Memory()
    {
        var size = ByteSize.FromMebibytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);
        return size >= LeastMemory
            ? new Finding("memory", Finding.Fine, InGibibytes(size), "")
            : new Finding("memory", Finding.Missing, $"{InGibibytes(size)}, needed are {InGibibytes(LeastMemory)}", "use a larger machine, or --workers 1");
    }

    /// <summary>The disk of the cache.</summary>
    public static Finding Disk(Folders folders)
    {
        ByteSize free;
        try
        {
            Directory.CreateDirectory(folders.Cache);
            free = new ByteSize(new DriveInfo(folders.Cache).AvailableFreeSpace);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding("disk", Finding.Missing, $"{folders.Cache} cannot be used: {exception.Message}", "make it a folder that may be written, or set XDG_CACHE_HOME to one");
        }

        return free >= LeastDisk
            ? new Finding("disk", Finding.Fine, $"{InGibibytes(free)} free below {folders.Cache}", "")
            : new Finding("disk", Finding.Missing, $"{InGibibytes(free)} free below {folders.Cache}, needed are {InGibibytes(LeastDisk)}", "make room, or set XDG_CACHE_HOME to a folder on a larger disk");
    }

    /// <summary>The library that models compute with.</summary>
    public static Finding Torch() => TorchDevice.Probe() is { } fault
        ? new Finding("libtorch", Finding.Missing, fault, "build CodeBench on this machine: ./codebench --version")
        : new Finding("libtorch", Finding.Fine, TorchDevice.Describe(), "");

    private static string InGibibytes(ByteSize size) => string.Create(CultureInfo.InvariantCulture, $"{size.Bytes / (double)(1 << 30):0.0} GiB");
}
