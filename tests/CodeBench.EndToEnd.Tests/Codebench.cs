using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The launcher at the repository's root, run as a user runs it: as a process of its own.</summary>
internal static class Codebench
{
    /// <summary>The command, not yet started. What earlier tests judged, or the developer, it judges anew.</summary>
    public static Command Command(IEnumerable<string> arguments) => CommandWithCache(Judges(arguments) ? [.. arguments, "--no-cache"] : arguments);

    /// <summary>The command as the user's own would be.</summary>
    public static Command CommandWithCache(IEnumerable<string> arguments) =>
        Cli.Wrap(Repository.PathOf("codebench"))
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", SharedData.Root))
            .WithValidation(CommandResultValidation.None);

    /// <summary>The command as a terminal starts it: interruptions reach it even where whoever runs the tests has them ignored.</summary>
    public static Command InterruptibleCommand(IEnumerable<string> arguments)
    {
        var command = Command(arguments);
        return command.WithTargetFile("env").WithArguments($"--default-signal=INT \"{command.TargetFilePath}\" {command.Arguments}");
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<BufferedCommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        await Command(arguments).ExecuteBufferedAsync(cancellationToken);

    /// <summary>Runs it with --json, expects an exit status, and gives the document back.</summary>
    public static async Task<JsonElement> JsonAsync(int expected, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await RunAsync([.. arguments, "--json"], cancellationToken);
        Assert.True(result.ExitCode == expected, $"exit status {result.ExitCode}, not {expected}:\n{result.StandardError}\n{result.StandardOutput}");
        using var document = JsonDocument.Parse(result.StandardOutput);
        return document.RootElement.Clone();
    }

    private static bool Judges(IEnumerable<string> arguments) => arguments.First() is "run" or "execute" or "evaluate" or "judge";

    /// <summary>Skips the running test where no container engine can be had: neither one that answers nor root on a Debian-like machine.</summary>
    public static void RequireEngine()
    {
        var answers = File.Exists("/var/run/docker.sock") || Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 };
        var canBeMade = Environment.UserName == "root" && File.Exists("/etc/debian_version");
        Assert.SkipUnless(answers || canBeMade, "There is no container engine here, and none can be installed: not root on a Debian-like machine.");
    }
}
