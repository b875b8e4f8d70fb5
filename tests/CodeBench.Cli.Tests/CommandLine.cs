using CodeBench.Cli.Composition;
using CodeBench.Cli.Terminal;

namespace CodeBench.Cli.Tests;

/// <summary>Runs a command in this process and keeps what it says.</summary>
internal sealed record CommandLine(ExitStatus Status, string Out, string Error)
{
    public static Task<CommandLine> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, Environment.GetEnvironmentVariable, cancellationToken);

    public static async Task<CommandLine> RunAsync(IEnumerable<string> arguments, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var screen = Screen.Of(output, error);
        var application = new Application(screen, () => Toolbox.Create(screen, TimeProvider.System, environment));
        var status = await application.RunAsync([.. arguments], cancellationToken);
        return new CommandLine(status, output.ToString(), error.ToString());
    }
}
