using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Tests;

/// <summary>Step reports for tests of the judge.</summary>
internal static class Reports
{
    /// <summary>A run that exited.</summary>
    public static StepReport Run(int exitCode, string stdout = "", string stderr = "") => new()
    {
        Kind = StepKind.Run,
        End = StepEnd.Exited,
        ExitCode = exitCode,
        WallTime = TimeSpan.FromMilliseconds(12.4),
        CpuTime = TimeSpan.FromMilliseconds(8.2),
        PeakMemory = ByteSize.FromMebibytes(9),
        Stdout = new CapturedOutput(stdout, "", 0),
        Stderr = new CapturedOutput(stderr, "", 0),
    };

    /// <summary>A run that ended in another way.</summary>
    public static StepReport Run(StepEnd end, int? signal = null) =>
        Run(0) with { End = end, ExitCode = null, Signal = signal };

    /// <summary>A compilation that exited.</summary>
    public static StepReport Compile(int exitCode, string stderr = "") =>
        Run(exitCode, stderr: stderr) with { Kind = StepKind.Compile, PeakMemory = ByteSize.FromMebibytes(90) };
}
