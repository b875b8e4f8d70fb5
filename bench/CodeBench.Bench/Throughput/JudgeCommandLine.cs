using System.Text.Json;
using CliWrap;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Setup;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Bench.Throughput;

/// <summary>`codebench judge`, as a user runs it.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="workers">Programs that run at once.</param>
/// <param name="timer">Measures the process.</param>
/// <param name="time">The clock of the verdicts.</param>
internal sealed class JudgeCommandLine(Installation installation, int workers, ProcessTimer timer, TimeProvider time)
{
    /// <summary>Judges programs that must all pass.</summary>
    /// <param name="language">Their language.</param>
    /// <param name="programs">The file of programs.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="options">More options of the command.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it took, and the verdicts.</returns>
    /// <exception cref="BenchFailedException">The command failed, or a program did not pass.</exception>
    public async Task<(Measurement Measurement, IReadOnlyList<JudgedProgram> Verdicts)> RunAsync(
        string language, string programs, int count, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var lines = new List<(long At, string Text)>(count);
        var command = Cli.Wrap(installation.Launcher)
            .WithArguments([
                "judge", "--language", language, "--programs", programs, "--no-cache", "--workers", $"{workers}", .. options,
            ])
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => lines.Add((time.GetTimestamp(), line))));
        var run = await timer.RunAsync(command, null, cancellationToken);
        if (run.ExitCode != 0 || lines.Count != count)
        {
            throw new BenchFailedException($"{command} ended with {run.ExitCode} after {lines.Count} of {count} verdicts:\n{run.Error}");
        }

        var verdicts = lines.Select(line => JsonSerializer.Deserialize<JudgedProgram>(line.Text, ResultJson.Line)!).ToList();
        if (verdicts.FirstOrDefault(item => item.Verdict != Verdict.Passed) is { } wrong)
        {
            throw new BenchFailedException($"program {wrong.Id} is right and got {wrong.Verdict}:\n{wrong.Stderr}");
        }

        return (new Measurement(count, run.WallTime, time.GetElapsedTime(lines[0].At, lines[^1].At), run.CpuTime), verdicts);
    }
}
