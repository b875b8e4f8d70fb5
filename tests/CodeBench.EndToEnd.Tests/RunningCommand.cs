using CliWrap;
using CliWrap.Buffered;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A command that fills a run folder, while something is done to it.</summary>
internal sealed class RunningCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly string _path;
    private readonly CommandTask<BufferedCommandResult> _task;

    /// <summary>Starts it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Its run folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="file">Which file of the folder tells how far it is.</param>
    public RunningCommand(Command command, string run, CancellationToken cancellationToken, string file = "executions.jsonl")
    {
        _path = Path.Combine(run, file);
        _task = command.ExecuteBufferedAsync(cancellationToken);
    }

    /// <summary>Its process.</summary>
    public int ProcessId => _task.ProcessId;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _task.Task.IsCompleted;

    /// <summary>How many lines the file has.</summary>
    public int Lines
    {
        get
        {
            if (!File.Exists(_path))
            {
                return 0;
            }

            using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd().Count(letter => letter == '\n');
        }
    }

    private string Faults() => File.Exists(_path)
        ? string.Join('\n', File.ReadLines(_path).Where(line => line.Contains("sandbox_fault", StringComparison.Ordinal)))
        : "";

    /// <summary>Waits until the file has so many lines, or the command has ended.</summary>
    public async Task UntilAsync(int lines, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (Lines < lines && !HasEnded)
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
