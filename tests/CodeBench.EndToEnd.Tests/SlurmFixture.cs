using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A Slurm cluster of one node, this machine, on paths and ports of its own; nothing of it is left when it goes.</summary>
public sealed class SlurmFixture : IAsyncDisposable
{
    // Runs the daemons until the end of the test's process, however it ends; then ends all that knows of this cluster, jobs too, and removes its files.
    private const string Keeper = """
        munged --foreground --force --key-file="$1/munge/key" --socket="$1/munge/socket" --pid-file="$1/munge/pid" --log-file="$1/munge/log" \
          --seed-file="$1/munge/seed" >>"$1/munged.log" 2>&1 &
        munge=$!
        for try in $(seq 100); do [ -S "$1/munge/socket" ] && break; sleep 0.1; done
        env SLURM_CONF="$1/slurm.conf" slurmctld -D -c >>"$1/slurmctld.out" 2>&1 &
        env SLURM_CONF="$1/slurm.conf" slurmd -D >>"$1/slurmd.out" 2>&1 &
        cat >/dev/null
        each() {
          for process in /proc/[0-9]*; do
            tr '\0' '\n' <"$process/environ" 2>/dev/null | grep -qx "SLURM_CONF=$1/slurm.conf" && kill -s "$2" "${process#/proc/}" && found=yes
          done
        }
        for signal in TERM TERM TERM TERM TERM TERM TERM TERM KILL KILL; do
          found=
          each "$1" "$signal" 2>/dev/null
          [ -n "$found" ] || break
          sleep 0.3
        done
        kill -9 "$munge"
        wait
        rm -rf "$1"
        """;

    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "sinfo", "scancel"];
    private static readonly string[] ProgramFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("cb-slurm-").FullName;
    private Process? _keeper;

    /// <summary>The configuration that Slurm's programs find the cluster by: SLURM_CONF.</summary>
    public string Configuration => Path.Combine(_folder, "slurm.conf");

    /// <summary>Starts it where it does not run; skips the running test where there can be none.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var missing = Programs.Where(program => !ProgramFolders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        Assert.SkipWhen(missing.Count > 0, $"There is no Slurm here, and none could be installed: {string.Join(", ", missing)} are missing (Debian's slurm-wlm and munge).");
        Assert.SkipUnless(Environment.UserName == "root", "Only root may start Slurm's daemons.");
        if (_keeper is null)
        {
            await ConfigureAsync(cancellationToken);
            _keeper = Process.Start(new ProcessStartInfo("setsid", ["--wait", "sh", "-c", Keeper, "keeper", _folder]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        }

        await Deadline.KeepAsync(Limit, "Starting the cluster", UntilItIsIdleAsync, cancellationToken);
    }

    /// <summary>Asks one of Slurm's programs something.</summary>
    /// <returns>What it says on standard output.</returns>
    public async Task<string> AskAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables => variables.Set("SLURM_CONF", Configuration))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        return result.StandardOutput;
    }

    public async ValueTask DisposeAsync()
    {
        if (_keeper is null)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }

        _keeper.StandardInput.Close();
        await Deadline.KeepAsync(Limit, "Ending the cluster", _keeper.WaitForExitAsync, CancellationToken.None);
        _keeper.Dispose();
    }

    private async Task UntilItIsIdleAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!(await AskAsync("sinfo", ["--noheader", "--format=%T"], cancellationToken)).Contains("idle", StringComparison.Ordinal))
        {
            Assert.False(_keeper!.HasExited, "The cluster ended at once.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        var host = Environment.MachineName.Split('.')[0];
        Array.ForEach(["munge", "state", "spool"], name => Directory.CreateDirectory(Path.Combine(_folder, name)));
        var key = Path.Combine(_folder, "munge", "key");
        await File.WriteAllBytesAsync(key, RandomNumberGenerator.GetBytes(64), cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead);
        }

        await File.WriteAllTextAsync(
            Configuration,
            $"""
            ClusterName=codebench
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            SlurmUser=root
            SlurmdUser=root
            AuthType=auth/munge
            AuthInfo=socket={_folder}/munge/socket
            CredType=cred/munge
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/slurmd.pid
            SlurmctldLogFile={_folder}/slurmctld.log
            SlurmdLogFile={_folder}/slurmd.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SlurmdParameters=config_overrides
            MpiDefault=none
            ReturnToService=2
            KillWait=2
            MinJobAge=10
            NodeName={host} NodeAddr=127.0.0.1 CPUs=4 RealMemory=1000 State=UNKNOWN
            PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """,
            cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
