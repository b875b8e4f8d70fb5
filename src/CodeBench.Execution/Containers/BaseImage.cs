using System.Text;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Containers;

/// <summary>The image that all languages start from: pulled where that can be, else made from Debian's packages.</summary>
internal sealed class BaseImage(ImageStore images, string wanted, DebianMachine machine, bool allowInstall)
{
    private const string Tool = "mmdebstrap";

    private static readonly TimeSpan PullPatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly string _made = $"codebench/base:{machine.Codename ?? "none"}";

    /// <summary>Its name and content address where the engine has it; null where not.</summary>
    public async Task<(string Reference, string Digest)?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var reference in new[] { wanted, _made })
        {
            if (await images.FindAsync(reference, cancellationToken).ConfigureAwait(false) is { } present)
            {
                return (reference, present);
            }
        }

        return null;
    }

    /// <summary>Its name and content address; pulled or made where the engine does not have it.</summary>
    /// <exception cref="MachineNotAbleException">It can neither be pulled nor made.</exception>
    public async Task<(string Reference, string Digest)> EnsureAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } present)
        {
            return present;
        }

        progress.Report($"Pulling {wanted}");
        var reason = await PullAsync(progress, cancellationToken).ConfigureAwait(false);
        if (reason is null && await images.FindAsync(wanted, cancellationToken).ConfigureAwait(false) is { } pulled)
        {
            return (wanted, pulled);
        }

        await MakeAsync(_made, reason ?? "it is not there", progress, cancellationToken).ConfigureAwait(false);
        var digest = await images.FindAsync(_made, cancellationToken).ConfigureAwait(false);
        return (_made, digest ?? throw new MachineNotAbleException($"The base image {_made} was made, but the engine does not have it."));
    }

    private async Task<string?> PullAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PullPatience);
        try
        {
            return await images.PullAsync(wanted, progress, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer in {PullPatience.TotalMinutes:0} minutes";
        }
    }

    private async Task MakeAsync(string reference, string reason, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!machine.IsDebianLike || !machine.IsRoot || machine.Codename is null)
        {
            throw new MachineNotAbleException(
                $"The base image {wanted} cannot be pulled ({reason.Trim()}), and only root on a Debian-like machine can make it from packages: "
                + $"load it into the engine by hand (docker load), or run as root on Debian.");
        }

        if (machine.FindProgram(Tool) is null)
        {
            if (!allowInstall)
            {
                throw new MachineNotAbleException(
                    $"The base image {wanted} cannot be pulled ({reason.Trim()}), and {Tool}, which makes it from packages, is missing: apt-get install {Tool}");
            }

            await machine.InstallAsync([Tool], progress, cancellationToken).ConfigureAwait(false);
        }

        progress.Report($"{wanted} cannot be pulled ({reason.Trim()}): making a base image from the packages of {machine.Codename} with {Tool}");
        await BaseFolder.RemoveStaleAsync().ConfigureAwait(false); // they are large
        var folder = new BaseFolder();
        await using (folder.ConfigureAwait(false))
        {
            var tar = Path.Combine(folder.FullName, "base.tar");
            await RunToolAsync(folder.FullName, tar, cancellationToken).ConfigureAwait(false);
            using var stream = File.OpenRead(tar);
            await images.ImportAsync(reference, stream, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunToolAsync(string folder, string tar, CancellationToken cancellationToken)
    {
        var sources = AptSources.ForMirror(DebianMachine.AptFiles(), machine.Codename!);
        // The machine's own authorities, for mirrors that only they vouch for.
        const string Authorities = "/etc/ssl/certs/ca-certificates.crt";
        string[] authorities = File.Exists(Authorities) ? [$"--customize-hook=copy-in {Authorities} /etc/ssl/certs"] : [];
        // Interrupted at a terminal it removes what it has made; else, and where it takes too long, the folder's removal does.
        using var killing = new CancellationTokenSource();
        using var interrupting = cancellationToken.Register(() => killing.CancelAfter(EndPatience));
        // What it mounts ends with it, however it ends; where this process may not mount, it may not either.
        var apart = await machine.WordsAsync("unshare", "--mount", cancellationToken).ConfigureAwait(false);
        string[] command = [.. apart, .. await machine.InterruptibleAsync(machine.FindProgram(Tool)!, cancellationToken).ConfigureAwait(false)];
        var result = await Cli.Wrap(command[0])
            .WithArguments([
                .. command[1..],
                "--variant=minbase", "--include=ca-certificates", "--quiet",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*",
                "--dpkgopt=path-exclude=/usr/share/doc/*",
                .. authorities,
                "--customize-hook=rm -rf \"$1\"/var/cache/apt/* \"$1\"/var/lib/apt/lists/*; "
                    + "mkdir -p \"$1\"/var/cache/apt/archives/partial \"$1\"/var/lib/apt/lists/partial",
                machine.Codename!, tar, "-",
            ])
            .WithEnvironmentVariables(variables => variables.Set("TMPDIR", folder))
            .WithStandardInputPipe(PipeSource.FromString(sources))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, killing.Token, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new MachineNotAbleException(
                $"{Tool} could not make the base image:{Environment.NewLine}{DebianMachine.LastLines(result.StandardError)}");
        }
    }
}
