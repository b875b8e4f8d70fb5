using System.Text;
using CliWrap;

namespace CodeBench.Bench.Measuring;

/// <summary>Measures processes, one at a time.</summary>
/// <param name="time">The clock.</param>
internal sealed class ProcessTimer(TimeProvider time)
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">What is run; its standard error is collected.</param>
    /// <param name="started">Told the process's number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ProcessRun> RunAsync(Command command, Action<int>? started, CancellationToken cancellationToken)
    {
        var error = new StringBuilder();
        var before = ChildUsage.CpuTime();
        var start = time.GetTimestamp();
        var execution = command
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(error))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken);
        started?.Invoke(execution.ProcessId);
        var result = await execution;
        return new ProcessRun(time.GetElapsedTime(start), ChildUsage.CpuTime() - before, result.ExitCode, error.ToString());
    }
}
