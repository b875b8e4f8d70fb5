using System.Globalization;
using System.Runtime.InteropServices;

namespace CodeBench.Bench.Output;

/// <summary>This machine in general words: nothing that names it.</summary>
internal static class Machine
{
    /// <summary>"2 cores (AMD EPYC), 16 GiB, Debian GNU/Linux 12 (bookworm), kernel 6.1, .NET 10.0.1".</summary>
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        var processor = Field("/proc/cpuinfo", "model name", ':');
        var system = Field("/etc/os-release", "PRETTY_NAME", '=').Trim('"');
        var kernel = Environment.OSVersion.Version;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({processor}), {memory:0} GiB, {system}, kernel {kernel.Major}.{kernel.Minor}, {RuntimeInformation.FrameworkDescription}");
    }

    private static string Field(string file, string name, char separator)
    {
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) : null;
        return line?.Split(separator, 2)[1].Trim() ?? "unknown";
    }
}
