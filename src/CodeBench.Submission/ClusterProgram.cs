using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Core.Faults;

namespace CodeBench.Submission;

/// <summary>A program that a cluster is spoken to with.</summary>
/// <param name="program">Its name on PATH, or its path.</param>
internal sealed class ClusterProgram(string program)
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its words.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MachineNotAbleException">It is not on this machine.</exception>
    public async Task<BufferedCommandResult> RunAsync(IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        try
        {
            return await Cli.Wrap(program)
                .WithArguments(arguments)
                .WithStandardInputPipe(PipeSource.FromString(input ?? ""))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Win32Exception exception)
        {
            throw new MachineNotAbleException($"'{program}' cannot be started here ({exception.Message}): submit from a machine that is set up for the cluster.");
        }
    }

    /// <summary>What it said last when it failed.</summary>
    /// <param name="result">How it ended.</param>
    public string ComplaintOf(BufferedCommandResult result)
    {
        var words = result.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return string.Create(CultureInfo.InvariantCulture, $"'{program}' {(words is null ? $"ends with exit status {result.ExitCode} and no word" : $"says: {words}")}");
    }

    /// <summary>Runs it, and expects that it does what it is asked.</summary>
    /// <returns>What it said, without blanks around it.</returns>
    /// <exception cref="MachineNotAbleException">It is not on this machine, or refuses; the message carries what it said.</exception>
    public async Task<string> AskAsync(IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, input, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.StandardOutput.Trim()
            : throw new MachineNotAbleException($"'{program}' refuses the job: {result.StandardError.Trim()}");
    }
}
