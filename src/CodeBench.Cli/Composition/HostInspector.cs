using System.Runtime.InteropServices;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Composition;

/// <summary>Describes this machine for run.json.</summary>
public static class HostInspector
{
    /// <summary>The description.</summary>
    public static HostDescription Describe()
    {
        var memory = ByteSize.FromMebibytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);
        return new HostDescription(
            RuntimeInformation.OSDescription,
            RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
            ProcessorName(),
            Environment.ProcessorCount,
            memory.ToString());
    }

    private static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        var line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? "";
    }
}
