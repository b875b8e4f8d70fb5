using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CodeBench.Execution.Containers;

/// <summary>Which process a container belongs to, written into its labels, so that those of dead processes can be told.</summary>
/// <param name="Host">The machine's boot and the process namespace that the number counts in.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="StartTime">When it started, in the kernel's ticks: numbers of processes are used again.</param>
internal sealed record ContainerOwner(string Host, int ProcessId, string StartTime)
{
    public const string HostLabel = "codebench.host";
    public const string ProcessLabel = "codebench.process";
    public const string StartLabel = "codebench.started";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    /// <summary>This process.</summary>
    public static ContainerOwner Current { get; } =
        new(HostOf(), Environment.ProcessId, ProcessTable.OfMachine.StartTimeOf(Environment.ProcessId) ?? "unknown");

    /// <summary>The labels that say so.</summary>
    public Dictionary<string, string> ToLabels() => new(StringComparer.Ordinal)
    {
        [HostLabel] = Host,
        [ProcessLabel] = ProcessId.ToString(CultureInfo.InvariantCulture),
        [StartLabel] = StartTime,
    };

    /// <summary>Folders of any process on this machine.</summary>
    public static string FolderPattern => $"codebench-{HostHash(Current.Host)}-*";

    /// <summary>The beginning of the name of a folder that belongs to this process.</summary>
    public string ToFolderPrefix() => $"codebench-{HostHash(Host)}-{ProcessId}-{StartTime}-";

    /// <summary>Whether a folder that <see cref="FolderPattern"/> fits is left over from a process that is no more.</summary>
    public static bool IsStale(string folderName) =>
        folderName.Split('-') is [_, _, var process, var started, _]
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id) && ProcessTable.OfMachine.IsGone(id, started);

    /// <summary>Whether a container with these labels is left over from a process that is no more.</summary>
    /// <param name="labels">The container's labels.</param>
    /// <param name="state">Its state as the engine says it.</param>
    /// <param name="age">How long ago it was made: one of another machine or boot may belong to somebody as long as it runs, and while it is being started.</param>
    public static bool IsStale(IDictionary<string, string> labels, string state, TimeSpan age)
    {
        if (!labels.TryGetValue(HostLabel, out var host) || !labels.TryGetValue(ProcessLabel, out var process)
            || !labels.TryGetValue(StartLabel, out var started) || !int.TryParse(process, CultureInfo.InvariantCulture, out var id))
        {
            return false; // not ours
        }

        return host == Current.Host ? ProcessTable.OfMachine.IsGone(id, started)
            : state is "exited" or "dead" || (state == "created" && age > LongestStart);
    }

    private static string HostHash(string host) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(host)))[..8];

    private static string HostOf()
    {
        const string BootFile = "/proc/sys/kernel/random/boot_id";
        var boot = File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : Environment.MachineName;
        return $"{boot} {new FileInfo("/proc/self/ns/pid").LinkTarget}".Trim();
    }
}
