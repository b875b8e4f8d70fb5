using System.Globalization;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Execution.Sandboxes;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>How a container of the sandbox is set up: everything that keeps a program inside stands here.</summary>
internal static class ContainerSettings
{
    /// <summary>Where the images hold the runner.</summary>
    public const string RunnerPath = "/codebench-runner";

    /// <summary>The label with the sandbox's name.</summary>
    public const string SandboxLabel = "codebench.sandbox";

    // The runner's own pages and its copy of the program; the limit is the program's.
    private static readonly ByteSize RunnerMemory = ByteSize.FromMebibytes(4);

    // Files cost kernel memory too; a program with more files than this has lost its way.
    private const int MostFiles = 32768;

    /// <summary>
    /// An even number from 20000 to 59998: each container has a user of its own, since some of the kernel's limits count per user. The next
    /// number is the user of its compile server.
    /// </summary>
    public static int UserOf(int processId, int container) => 20_000 + 2 * (int)(((uint)processId * 61 + (uint)container) % 20_000);

    /// <summary>The parameters of one container.</summary>
    public static CreateContainerParameters For(
        string image, Limits limits, string sandbox, int user, CpuSharing cpu, int slot, int processors)
    {
        var labels = ContainerOwner.Current.ToLabels();
        labels[SandboxLabel] = sandbox;
        var size = limits.Files.Bytes.ToString(CultureInfo.InvariantCulture);
        var memory = limits.Memory.Bytes + RunnerMemory.Bytes;
        return new CreateContainerParameters
        {
            Image = image,
            Entrypoint = [RunnerPath, user.ToString(CultureInfo.InvariantCulture)],
            Cmd = [],
            User = "0:0",
            WorkingDir = "/",
            // Its first process has nothing to save, and an engine that is stopped would wait ten seconds for it.
            StopSignal = "SIGKILL",
            Hostname = "box",
            Labels = labels,
            OpenStdin = true,
            StdinOnce = true,
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            NetworkDisabled = true,
            HostConfig = new HostConfig
            {
                AutoRemove = true,
                NetworkMode = "none",
                IpcMode = "none", // a name space of its own; /dev/shm is the runner's to make
                ReadonlyRootfs = true,
                CapDrop = ["ALL"],
                // To give files to the program's user, to become it, and to remove whatever modes it left behind. No right
                // to signal others is needed: the runner becomes the user for that.
                CapAdd = ["SETUID", "SETGID", "CHOWN", "DAC_OVERRIDE", "FOWNER"],
                SecurityOpt = ["no-new-privileges"],
                PidsLimit = limits.Processes + 1, // the runner
                Memory = memory,
                MemorySwap = memory,
                NanoCPUs = cpu == CpuSharing.Shared ? 1_000_000_000 : 0,
                CpusetCpus = cpu == CpuSharing.Pinned ? (slot % processors).ToString(CultureInfo.InvariantCulture) : "",
                // The one place for files, so that the limit is that of all together: /tmp and /dev/shm lead there.
                Tmpfs = new Dictionary<string, string> { ["/box"] = $"rw,exec,nosuid,nodev,mode=0711,size={size},nr_inodes={MostFiles}" },
                LogConfig = new LogConfig { Type = "none" },
                RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
            },
        };
    }
}
