using CliWrap;
using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>
/// A Docker engine of our own, apart from any other on the machine, started when it is first needed and stopped when its
/// last user is gone, however that user ended.
/// </summary>
/// <remarks>
/// Each user holds a shared lock on a file. The engine's supervisor waits for the exclusive lock on it, which it gets when
/// no user is left, and then stops the engine. A second lock lets one process at a time start an engine.
/// </remarks>
internal sealed class PrivateEngine
{
    private const string Supervisor = """
        exec >>"$1/log" 2>&1 </dev/null
        state=$1 run=$2; shift 2
        "$@" &
        daemon=$!
        exec 9<"$state/users.lock"
        flock --exclusive 9
        # Another one may have taken the place of an engine that died; then that one has a supervisor of its own.
        case $(cat "$run/docker.pid" 2>/dev/null) in "$daemon" | "") ;; *) exit ;; esac
        # Of one that died long ago the number may be another process's by now.
        is_there() { grep -qF -- "$run" "/proc/$daemon/cmdline" 2>/dev/null; }
        is_there && kill "$daemon" 2>/dev/null
        # One that hangs does not end when it is asked to, and nobody could start another.
        for tenth in $(seq 300); do
            case $(cut -d ' ' -f 3 "/proc/$daemon/stat" 2>/dev/null) in Z | "") break ;; esac
            is_there || break
            sleep .1
        done
        is_there && kill -9 "$daemon" 2>/dev/null
        wait "$daemon"
        # All that follows finds nothing, unless the engine was killed before it could stop its helpers.
        for process in /proc/[0-9]*; do
            case $(readlink "$process/exe") in
                */containerd*) grep -q "$run/exec" "$process/cmdline" 2>/dev/null && kill -9 "${process#/proc/}" ;;
            esac
        done
        while read -r _ _ _ _ point _; do
            case $point in "$run"/* | "$state"/*) umount -l "$point" ;; esac
        done </proc/self/mountinfo
        rm -rf "$run"
        """;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan HangPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly DebianMachine _machine;
    private readonly string _state;
    private readonly string _run;

    public PrivateEngine(EngineOptions options, DebianMachine machine)
    {
        _machine = machine;
        _state = Path.GetFullPath(options.StateFolder);
        // Engines with different state folders must not meet in one runtime folder.
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(_state));
        _run = Path.Combine(options.RuntimeFolder, Convert.ToHexStringLower(hash.AsSpan(0, 4)));
        Endpoint = new Uri($"unix://{_run}/docker.sock");
    }

    /// <summary>Where it listens once it runs.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether what it needs is on the machine.</summary>
    public bool IsInstalled => _machine.FindProgram("dockerd") is not null;

    private string PidFile => Path.Combine(_run, "docker.pid");

    private string LogFile => Path.Combine(_state, "log");

    /// <summary>Installs Debian's engine; one process at a time does so.</summary>
    public async Task InstallAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var starting = await StartLockAsync(cancellationToken).ConfigureAwait(false);
        if (!IsInstalled)
        {
            await _machine.InstallAsync(["docker.io", "mmdebstrap"], progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Becomes a user of the engine and starts it where it does not run.</summary>
    /// <returns>The use; disposing it lets the engine stop.</returns>
    /// <exception cref="MachineNotAbleException">It does not start.</exception>
    public async Task<IDisposable> UseAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var starting = await StartLockAsync(cancellationToken).ConfigureAwait(false);
        var use = await FileLock.SharedAsync(Path.Combine(_state, "users.lock"), cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await AnswersInTimeAsync(cancellationToken).ConfigureAwait(false))
            {
                progress.Report($"Starting a private container engine (its images are kept in {_state})");
                await EngineLeftovers.RemoveAsync(_state, _run, cancellationToken).ConfigureAwait(false);
                await StartAsync(cancellationToken).ConfigureAwait(false);
            }

            return use;
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    // Where the machine is busy an answer may take long, and others may be using the engine, who would lose it: only one that hangs is taken for gone while it lives.
    private async Task<bool> AnswersInTimeAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(HangPatience);
        try
        {
            while (!await Engine.AnswersAsync(Endpoint, patience.Token).ConfigureAwait(false))
            {
                if (!EngineLeftovers.IsAlive(_run))
                {
                    return false;
                }

                await Task.Delay(Interval, patience.Token).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private Task<IDisposable> StartLockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_state);
        return FileLock.ExclusiveAsync(Path.Combine(_state, "start.lock"), cancellationToken);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_run);
        // The machine's own configuration is for its own engine.
        var configuration = Path.Combine(_run, "daemon.json");
        await File.WriteAllTextAsync(configuration, "{}", cancellationToken).ConfigureAwait(false);
        File.Delete(LogFile);
        await Cli.Wrap(_machine.FindSetsid())
            .WithArguments([
                "--fork", "sh", "-c", Supervisor, "codebench-engine", _state, _run,
                _machine.FindProgram("dockerd")!,
                "--config-file", configuration,
                "--data-root", Path.Combine(_state, "data"),
                "--exec-root", Path.Combine(_run, "exec"),
                "--host", Endpoint.OriginalString,
                "--pidfile", PidFile,
                "--iptables=false", "--bridge=none", "--log-level=warn",
            ])
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await WaitForAnswerAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitForAnswerAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        try
        {
            var seen = false;
            while (!await Engine.AnswersAsync(Endpoint, patience.Token).ConfigureAwait(false))
            {
                var alive = EngineLeftovers.Processes(_run).Any();
                if (seen && !alive)
                {
                    throw NotStarted("it ended at once");
                }

                seen |= alive;
                await Task.Delay(Interval, patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw NotStarted($"it did not answer in {StartPatience.TotalSeconds:0} s");
        }
    }

    private MachineNotAbleException NotStarted(string reason) => new(
        $"The private container engine could not be started: {reason}. Name a running engine with --engine URL, or mend what {LogFile} says:"
        + Environment.NewLine + (File.Exists(LogFile) ? DebianMachine.LastLines(File.ReadAllText(LogFile)) : ""));
}
