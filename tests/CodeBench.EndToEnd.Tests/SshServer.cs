using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CliWrap;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>An ssh server of this machine with keys of its own, and an ssh command that knows them and nothing else.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly TemporaryFolder _folder;
    private readonly Process _server;

    private SshServer(int port, TemporaryFolder folder)
    {
        Port = port;
        _folder = folder;
        var hostKey = File.ReadAllText(_folder.PathOf("host.pub"));
        _folder.Write("known", $"[127.0.0.1]:{port} {hostKey}");
        _folder.Write("config", $"""
            IdentityFile {_folder.PathOf("user")}
            UserKnownHostsFile {_folder.PathOf("known")}
            GlobalKnownHostsFile /dev/null
            StrictHostKeyChecking yes
            """);
        _folder.Write("server", $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {_folder.PathOf("host")}
            AuthorizedKeysFile {_folder.PathOf("user.pub")}
            StrictModes no
            PermitRootLogin yes
            PasswordAuthentication no
            PidFile none
            """);
        var ssh = _folder.Write("bin/ssh", $"#!/bin/sh\nexec /usr/bin/ssh -F {_folder.PathOf("config")} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Directory.CreateDirectory("/run/sshd");
        _server = Process.Start(new ProcessStartInfo(Program, ["-D", "-f", _folder.PathOf("server")]) { RedirectStandardError = true })!;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The folder that is to stand first on PATH, so that its ssh is the one.</summary>
    public string Path => $"{_folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>Starts it and waits until it answers; skips the running test where there can be none.</summary>
    public static async Task<SshServer> StartAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists(Program) && File.Exists("/usr/bin/ssh"), "Needs root, ssh and openssh-server.");
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.LocalEndPoint!).Port;
        free.Close();
        var keys = new TemporaryFolder();
        foreach (var name in new[] { "host", "user" })
        {
            await Cli.Wrap("ssh-keygen").WithArguments(["-q", "-t", "ed25519", "-N", "", "-f", keys.PathOf(name)]).ExecuteAsync(cancellationToken);
        }

        var server = new SshServer(port, keys);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await AnswersAsync(port, cancellationToken))
        {
            Assert.False(server._server.HasExited, "sshd has ended.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return server;
    }

    /// <summary>Makes the server unknown to the ssh command.</summary>
    public void ForgetHost() => File.WriteAllText(_folder.PathOf("known"), "");

    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
