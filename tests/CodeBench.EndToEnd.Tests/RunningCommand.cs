using CliWrap;
using CliWrap.Buffered;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A command that fills a run folder, while something is done to it.</summary>
internal sealed class RunningCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly string _executions;
    private readonly CommandTask<BufferedCommandResult> _task;

    /// <summary>Starts it.</summary>
    public RunningCommand(Command command, string run, CancellationToken cancellationToken)
    {
        _executions = Path.Combine(run, "executions.jsonl");
        _task = command.ExecuteBufferedAsync(cancellationToken);
    }

    /// <summary>Its process.</summary>
    public int ProcessId => _task.ProcessId;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _task.Task.IsCompleted;

    /// <summary>How many lines executions.jsonl has.</summary>
    public int Executed
    {
        get
        {
            if (!File.Exists(_executions))
            {
                return 0;
            }

            using var reader = new StreamReader(new FileStream(_executions, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd().Count(letter => letter == '\n');
        }
    }

    private string Faults() => File.Exists(_executions)
        ? string.Join('\n', File.ReadLines(_executions).Where(line => line.Contains("sandbox_fault", StringComparison.Ordinal)))
        : "";

    /// <summary>Waits until so many samples have been executed, or the command has ended.</summary>
    public async Task UntilAsync(int executed, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (Executed < executed && !HasEnded)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Waits for its end and expects an exit status.</summary>
    /// <returns>What it said on standard error.</returns>
    public async Task<string> EndsWithAsync(int status)
    {
        var result = await _task;
        Assert.True(result.ExitCode == status, $"exit status {result.ExitCode}, not {status}:\n{result.StandardError}\n{result.StandardOutput}{Faults()}");
        return result.StandardError;
    }
}
