using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts together what language, suite and user say of limits.</summary>
internal static class StepLimits
{
    /// <summary>The steps with the suite's and then the user's limits for the run; compilations keep the language's.</summary>
    public static IReadOnlyList<Step> Apply(IReadOnlyList<Step> steps, SuiteLimits suite, LimitOverrides overrides) =>
        [.. steps.Select(step => step.Kind == StepKind.Run ? step with { Limits = Apply(step.Limits, suite, overrides) } : step)];

    /// <summary>A run's limits with the suite's and then the user's in their place.</summary>
    public static Limits Apply(Limits limits, SuiteLimits suite, LimitOverrides overrides)
    {
        limits = limits with
        {
            WallTime = suite.WallTime ?? limits.WallTime,
            CpuTime = suite.CpuTime ?? limits.CpuTime,
            Memory = suite.Memory ?? limits.Memory,
        };
        if (overrides.Timeout is { } timeout)
        {
            limits = limits with { WallTime = timeout * (limits.WallTime / limits.CpuTime), CpuTime = timeout };
        }

        if (overrides.Memory is { } memory)
        {
            // Files lie in memory: there must be some left for the program.
            var files = limits.Files < memory ? limits.Files : new ByteSize(memory.Bytes / 2);
            limits = limits with { Memory = memory, Files = files };
        }

        return limits;
    }

    /// <summary>The largest of each limit of some steps.</summary>
    public static Limits Largest(IReadOnlyList<Step> steps) => LimitsReader.Largest(steps, new Limits());
}
