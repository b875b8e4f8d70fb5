using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CodeBench.Testing;

/// <summary>A container engine that a test may stop, kill and start again: a daemon on paths of its own, which nobody else uses.</summary>
public sealed class OwnEngine : IAsyncDisposable
{
    // Waits for the end of the test's process, however it ends, then removes all that the engine left.
    private const string Janitor = """
        cat >/dev/null
        for round in 1 2 3; do
          for process in /proc/[0-9]*; do
            case $(readlink "$process/exe") in
              */dockerd* | */containerd*) grep -q "$1/" "$process/cmdline" 2>/dev/null && kill -9 "${process#/proc/}" ;;
            esac
          done
        done
        awk '{ print $5 }' /proc/self/mountinfo | grep "^$1/" | sort -r | while read -r point; do umount -l "$point"; done
        rm -rf "$1"
        """;

    // Hides the folder for temporary files from the engine, all but its own one in it.
    private const string Blinds = """
        hold=$(mktemp -d /var/tmp/cb-hold-XXXXXX) && mount --bind "$0" "$hold" && mount -t tmpfs none "$(dirname "$0")" &&
        mkdir "$0" && mount --move "$hold" "$0" && rmdir "$hold" && exec "$@" >>"$0/log" 2>&1
        """;

    private static readonly string[] ProgramFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("cb-engine-").FullName;
    private readonly bool _blind;
    private readonly string? _certificates;
    private readonly Process _janitor;
    private Process? _daemon;

    private OwnEngine(bool blind, Uri? network = null, string? certificates = null)
    {
        _blind = blind;
        Network = network;
        _certificates = certificates;
        Endpoint = new Uri($"unix://{_folder}/docker.sock");
        Api = new EngineApi(Endpoint);
        _janitor = Process.Start(new ProcessStartInfo("setsid", ["--wait", "sh", "-c", Janitor, "janitor", _folder])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where it listens too, as one on another machine would; null where it does not.</summary>
    public Uri? Network { get; }

    /// <summary>How to meddle with it.</summary>
    public EngineApi Api { get; }

    /// <summary>Where it keeps what it knows of containers, a folder for each.</summary>
    public string ContainerFolder => Path.Combine(_folder, "data", "containers");

    /// <summary>Starts an engine that holds images of another one; skips the running test where there can be none.</summary>
    /// <param name="source">An engine that has the images.</param>
    /// <param name="prefixes">How the names of the images begin.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static Task<OwnEngine> StartWithImagesAsync(Uri source, IReadOnlyList<string> prefixes, CancellationToken cancellationToken) =>
        StartAsync(source, prefixes, blind: false, cancellationToken);

    /// <summary>The same with an engine that does not see the folder for temporary files, as one outside of a container would not.</summary>
    public static Task<OwnEngine> StartBlindAsync(Uri source, IReadOnlyList<string> prefixes, CancellationToken cancellationToken) =>
        StartAsync(source, prefixes, blind: true, cancellationToken);

    /// <summary>Starts an engine without any image that also listens on the network of this machine.</summary>
    /// <param name="certificates">A folder with ca.pem, cert.pem and key.pem: whoever connects must have a certificate of that authority. Null: no TLS.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<OwnEngine> StartOnNetworkAsync(string? certificates, CancellationToken cancellationToken)
    {
        RequireRoot();
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.LocalEndPoint!).Port;
        free.Close();
        var engine = new OwnEngine(blind: false, new Uri($"tcp://127.0.0.1:{port}"), certificates);
        try
        {
            await engine.StartAsync(cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    private static void RequireRoot() =>
        Assert.SkipUnless(Environment.UserName == "root" && Programs().Any(), "Only root may start an engine, and dockerd must be installed.");

    private static async Task<OwnEngine> StartAsync(
        Uri source, IReadOnlyList<string> prefixes, bool blind, CancellationToken cancellationToken)
    {
        RequireRoot();
        var engine = new OwnEngine(blind);
        try
        {
            await engine.StartAsync(cancellationToken);
            using var from = new EngineApi(source);
            await Deadline.KeepAsync(
                Limit, "Copying images", async token => await from.CopyImagesAsync(await from.ImagesAsync(prefixes, token), engine.Api, token), cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the daemon where it does not run, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_daemon is null)
        {
            Directory.CreateDirectory(Path.Combine(_folder, "exec", "containerd"));
            // Where nobody reaps orphans, the numbers in these files seem to live.
            File.Delete(Path.Combine(_folder, "docker.pid"));
            File.Delete(Path.Combine(_folder, "exec", "containerd", "containerd.pid"));
            var configuration = Path.Combine(_folder, "daemon.json");
            await File.WriteAllTextAsync(configuration, "{}", cancellationToken);
            string[] network = Network is null ? [] : ["--host", $"tcp://{Network.Authority}"];
            string[] tls = _certificates is null
                ? []
                : ["--tlsverify", "--tlscacert", $"{_certificates}/ca.pem", "--tlscert", $"{_certificates}/cert.pem", "--tlskey", $"{_certificates}/key.pem"];
            string[] shell = _blind ? ["unshare", "--mount", "sh", "-c", Blinds] : ["sh", "-c", "exec \"$@\" >>\"$0/log\" 2>&1"];
            _daemon = Process.Start(new ProcessStartInfo(shell[0], [
                .. shell[1..], _folder, Programs().First(),
                "--config-file", configuration, "--data-root", Path.Combine(_folder, "data"), "--exec-root", Path.Combine(_folder, "exec"),
                "--host", Endpoint.OriginalString, "--pidfile", Path.Combine(_folder, "docker.pid"), "--iptables=false", "--bridge=none", "--log-level=warn",
                .. network, .. tls,
            ]))!;
        }

        await Deadline.KeepAsync(Limit, "Starting an engine", UntilItAnswersAsync, cancellationToken);
    }

    /// <summary>Ends the daemon and waits for its end.</summary>
    /// <param name="signal">TERM, upon which it stops its containers, or KILL.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task EndAsync(string signal, CancellationToken cancellationToken)
    {
        await SignalAsync(signal, cancellationToken);
        await _daemon!.WaitForExitAsync(cancellationToken);
        _daemon.Dispose();
        _daemon = null;
    }

    /// <summary>Sends the daemon a signal.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{_daemon!.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        _janitor.StandardInput.Close();
        await Deadline.KeepAsync(Limit, "Clearing away an engine", _janitor.WaitForExitAsync, CancellationToken.None);
        _janitor.Dispose();
        _daemon?.Dispose();
    }

    private async Task UntilItAnswersAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!await Api.AnswersAsync(cancellationToken))
        {
            if (_daemon!.HasExited)
            {
                Assert.Fail($"The engine ended at once: {string.Join('\n', File.ReadLines(Path.Combine(_folder, "log")).TakeLast(5))}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static IEnumerable<string> Programs() =>
        ProgramFolders.Select(folder => Path.Combine(folder, "dockerd")).Where(File.Exists);
}
