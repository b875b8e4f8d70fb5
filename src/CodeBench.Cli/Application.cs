using System.CommandLine;
using CodeBench.Cli.Commands;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Faults;

namespace CodeBench.Cli;

/// <summary>The command line: from arguments to an exit status. The one place where exceptions become messages.</summary>
/// <param name="screen">Where messages go.</param>
/// <param name="compose">Makes what the commands work with.</param>
public sealed class Application(Screen screen, Func<Toolbox> compose)
{
    private const int DiskFull = 28; // ENOSPC
    private const int QuotaSpent = 122; // EDQUOT

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The words behind the program's name.</param>
    /// <param name="cancellationToken">The user's Ctrl-C.</param>
    public async Task<ExitStatus> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var parsed = CommandTree.Create(compose()).Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                return Wrong([.. parsed.Errors.Select(error => error.Message)], "See 'codebench --help', or --help behind a command.");
            }

            (parsed.CommandResult.Command as ExampleCommand)?.ShowExamples();
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = screen.Out.Profile.Out.Writer,
                Error = screen.Error.Profile.Out.Writer,
            };
            return (ExitStatus)await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidInputException exception)
        {
            return Wrong([.. exception.Faults.Select(fault => fault.ToString())], null);
        }
        catch (MachineNotAbleException exception)
        {
            return NotAble(exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Say("codebench: interrupted; the same command goes on where it stopped");
            return ExitStatus.Interrupted;
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) is DiskFull or QuotaSpent)
        {
            return NotAble($"the disk is full ({exception.Message}): make room, and the same command goes on where it stopped");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return NotAble(exception.Message);
        }
        catch (Exception exception)
        {
            // A fault of ours. The user gets one sentence; whoever mends it gets the rest by asking.
            var trace = Environment.GetEnvironmentVariable("CODEBENCH_TRACE") is { Length: > 0 };
            return NotAble(trace
                ? exception.ToString()
                : $"a fault of CodeBench itself: {exception.GetType().Name}: {exception.Message} (CODEBENCH_TRACE=1 shows where)");
        }
    }

    private ExitStatus Wrong(IReadOnlyList<string> faults, string? hint)
    {
        foreach (var fault in faults.Distinct())
        {
            screen.Say($"codebench: {fault}");
        }

        if (hint is not null)
        {
            screen.Say(hint);
        }

        return ExitStatus.InvalidInput;
    }

    private ExitStatus NotAble(string message)
    {
        screen.Say($"codebench: {message}");
        return ExitStatus.MachineNotAble;
    }
}
