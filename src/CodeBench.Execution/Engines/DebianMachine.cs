using System.Text;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>What this machine is, as far as installing packages and starting an engine go.</summary>
internal sealed record DebianMachine
{
    /// <summary>Whether we may do everything.</summary>
    public required bool IsRoot { get; init; }

    /// <summary>Whether it has apt and Debian's layout.</summary>
    public required bool IsDebianLike { get; init; }

    /// <summary>The release's name ("bookworm"); null where unknown.</summary>
    public required string? Codename { get; init; }

    /// <summary>Where programs are looked for, in order.</summary>
    public required IReadOnlyList<string> ProgramFolders { get; init; }

    /// <summary>This machine.</summary>
    public static DebianMachine Current()
    {
        var release = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
                .ToDictionary(pair => pair[0], pair => pair[1].Trim('"'))
            : [];
        // A user's PATH often lacks the folders where daemons live.
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"]).Distinct().ToArray();
        return new DebianMachine
        {
            IsRoot = Environment.UserName == "root" || (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
            IsDebianLike = File.Exists("/etc/debian_version") && File.Exists("/usr/bin/apt-get"),
            Codename = release.GetValueOrDefault("VERSION_CODENAME"),
            ProgramFolders = folders,
        };
    }

    /// <summary>The full path of a program; null where there is none.</summary>
    public string? FindProgram(string name) =>
        ProgramFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>setsid's full path: what it starts has a session of its own, which a terminal's Ctrl-C does not reach.</summary>
    /// <exception cref="MachineNotAbleException">There is none.</exception>
    public string FindSetsid() => FindProgram("setsid") ?? throw new MachineNotAbleException("setsid is missing: apt-get install util-linux");

    /// <summary>
    /// A command that hears an interruption (SIGINT) also where this process was started in the background of a script, whose shell has all that is started
    /// there pass it over. Where env is too old for that (before coreutils 8.31) the command is as it was.
    /// </summary>
    /// <param name="program">The command's full path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> InterruptibleAsync(string program, CancellationToken cancellationToken) =>
        [.. await WordsAsync("env", "--default-signal=INT", cancellationToken).ConfigureAwait(false), program];

    /// <summary>The words before a command that is started by another program with an option.</summary>
    /// <returns>The program and the option; nothing where it is not here, or cannot do that.</returns>
    public async Task<IReadOnlyList<string>> WordsAsync(string starter, string option, CancellationToken cancellationToken)
    {
        if (FindProgram(starter) is not { } path)
        {
            return [];
        }

        var tried = await Cli.Wrap(path).WithArguments([option, "true"])
            .WithValidation(CommandResultValidation.None).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return tried.ExitCode == 0 ? [path, option] : [];
    }

    /// <summary>The files in which apt's sources stand.</summary>
    public static IEnumerable<(string Name, string Text)> AptFiles()
    {
        string[] parts = Directory.Exists("/etc/apt/sources.list.d") ? Directory.GetFiles("/etc/apt/sources.list.d") : [];
        return parts.Append("/etc/apt/sources.list")
            .Where(path => File.Exists(path) && Path.GetExtension(path) is ".list" or ".sources")
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path)));
    }

    /// <summary>
    /// Installs packages, without those that are merely recommended. When cancelled, it ends once no package is half installed:
    /// at once while apt downloads, and when what dpkg has begun is done after that.
    /// </summary>
    /// <exception cref="MachineNotAbleException">apt failed; the message carries its last lines.</exception>
    public async Task InstallAsync(IReadOnlyList<string> packages, IProgress<string> progress, CancellationToken cancellationToken)
    {
        await using var told = cancellationToken.Register(() => progress.Report("Stopping apt-get: what it has begun to install is brought to its end first"))
            .ConfigureAwait(false);
        progress.Report("Refreshing the package lists: apt-get update");
        await AptAsync(["update", "-q"], cancellationToken).ConfigureAwait(false);
        progress.Report($"Installing Debian's {string.Join(" and ", packages)}: apt-get install --no-install-recommends {string.Join(' ', packages)}");
        await AptAsync(["install", "-y", "-q", "--no-install-recommends", .. packages], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The end of a long text.</summary>
    public static string LastLines(string text) => string.Join(
        Environment.NewLine, text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(10).Select(line => $"  {line}"));

    private async Task AptAsync(string[] arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var command = await InterruptibleAsync(FindProgram("apt-get")!, cancellationToken).ConfigureAwait(false);
        // apt puts an interruption off while dpkg works, but dpkg, without a terminal of its own, would die of a Ctrl-C: so only apt is told.
        var result = await Cli.Wrap(FindSetsid())
            .WithArguments([.. command, "-o", "DPkg::Lock::Timeout=300", .. arguments])
            .WithEnvironmentVariables(variables => variables.Set("DEBIAN_FRONTEND", "noninteractive"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, CancellationToken.None, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new MachineNotAbleException(
                $"apt-get {string.Join(' ', arguments)} failed:{Environment.NewLine}{LastLines(result.StandardError + "\n" + result.StandardOutput)}");
        }
    }
}
