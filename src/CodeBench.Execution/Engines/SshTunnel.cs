using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CliWrap;
using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Engines;

/// <summary>
/// A socket of this machine that leads to an engine's socket on another one, through the user's own ssh command: hosts, keys and
/// which host keys are trusted are what its configuration says. Started again where it ends; disposing it ends it.
/// </summary>
internal sealed class SshTunnel : IAsyncDisposable
{
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Uri _endpoint;
    private readonly string _folder = Directory.CreateTempSubdirectory(ContainerOwner.Current.ToFolderPrefix()).FullName;
    private readonly CancellationTokenSource _closing = new();
    private Task _keeping = Task.CompletedTask;
    private volatile string? _fault;
    private bool _opened;

    /// <param name="endpoint">ssh://[user@]host[:port][/path of the engine's socket there]; without a path, /var/run/docker.sock.</param>
    public SshTunnel(Uri endpoint)
    {
        _endpoint = endpoint;
        LocalEndpoint = new Uri($"unix://{SocketPath}");
    }

    /// <summary>Where the engine is to be found on this machine.</summary>
    public Uri LocalEndpoint { get; }

    /// <summary>What ssh said when it ended last; null while it runs.</summary>
    public string? Fault => _fault;

    private string SocketPath => Path.Combine(_folder, "socket");

    /// <summary>Starts ssh, and waits until its socket is there.</summary>
    /// <returns>Null where it is, else what ssh says.</returns>
    public async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_opened)
        {
            _opened = true;
            _keeping = KeepAsync(_closing.Token);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(OpenPatience);
        try
        {
            while (!IsListening())
            {
                if (_fault is { } fault)
                {
                    return fault;
                }

                await Task.Delay(Interval, patience.Token).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"ssh has not connected in {OpenPatience.TotalSeconds:0} s";
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The arguments of ssh.</summary>
    internal static IReadOnlyList<string> ArgumentsFor(Uri endpoint, string socket)
    {
        var remote = endpoint.AbsolutePath is "" or "/" ? EngineCandidates.DefaultSocket : Uri.UnescapeDataString(endpoint.AbsolutePath);
        List<string> arguments =
        [
            "-T",
            "-o", "BatchMode=yes", // nobody is there to be asked
            "-o", "ExitOnForwardFailure=yes",
            "-o", "ConnectTimeout=10",
            // A connection that is dead ends, and with it what waits for answers through it.
            "-o", "ServerAliveInterval=5",
            "-o", "ServerAliveCountMax=3",
            "-o", "StreamLocalBindUnlink=yes",
            // Where connections are shared this one would be another's: the way would go with that, and stay when this process has ended.
            "-o", "ControlMaster=no",
            "-o", "ControlPath=none",
            "-o", "ControlPersist=no",
            "-o", "RemoteCommand=none",
            "-L", $"{socket}:{remote}",
        ];
        if (!endpoint.IsDefaultPort && endpoint.Port > 0)
        {
            arguments.AddRange(["-p", endpoint.Port.ToString(CultureInfo.InvariantCulture)]);
        }

        if (endpoint.UserInfo.Length > 0)
        {
            arguments.AddRange(["-l", Uri.UnescapeDataString(endpoint.UserInfo)]);
        }

        return [.. arguments, "--", HostOf(endpoint), "cat"];
    }

    // As it was written, for names in ssh's configuration may have capitals, which an address has not.
    private static string HostOf(Uri endpoint)
    {
        var host = endpoint.Host;
        var written = endpoint.OriginalString;
        var authority = written.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        var at = written.IndexOf(host, endpoint.UserInfo.Length > 0 ? written.IndexOf('@', authority) : authority, StringComparison.OrdinalIgnoreCase);
        return (at < 0 ? host : written.Substring(at, host.Length)).Trim('[', ']');
    }

    private async Task KeepAsync(CancellationToken closing)
    {
        // In a session of its own: a terminal's Ctrl-C would end it with us, and what is to be cleared away then is cleared away through it.
        string[] command = DebianMachine.Current().FindProgram("setsid") is { } setsid ? [setsid, "ssh"] : ["ssh"];
        while (!closing.IsCancellationRequested)
        {
            var said = new StringBuilder();
            try
            {
                // What it runs there ends with its input, and so ssh ends with this process, however that ends.
                var result = await Cli.Wrap(command[0])
                    .WithArguments([.. command[1..], .. ArgumentsFor(_endpoint, SocketPath)])
                    .WithStandardInputPipe(PipeSource.Create((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token)))
                    .WithStandardErrorPipe(PipeTarget.ToStringBuilder(said))
                    .WithValidation(CommandResultValidation.None)
                    .ExecuteAsync(closing).ConfigureAwait(false);
                var words = string.Join(' ', said.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                _fault = words.Length > 0 ? $"ssh: {words}" : $"ssh ended with status {result.ExitCode}";
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                _fault = $"ssh cannot be started: {exception.Message}";
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _fault = null;
        }
    }

    private bool IsListening()
    {
        if (!File.Exists(SocketPath))
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
