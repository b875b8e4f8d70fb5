using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts together what language, suite and user say of limits.</summary>
internal static class StepLimits
{
    /// <summary>
    /// The steps with the suite's and then the user's limits for the run. Of these only the memory is a compilation's too: a container has one
    /// limit for all of its steps, so a larger one for the compiler would be the program's.
    /// </summary>
    public static IReadOnlyList<Step> Apply(IReadOnlyList<Step> steps, SuiteLimits suite, LimitOverrides overrides) =>
        [.. steps.Select(step => step with
        {
            Limits = step.Kind == StepKind.Run ? Apply(step.Limits, suite, overrides) : WithMemory(step.Limits, overrides.Memory ?? suite.Memory),
        })];

    /// <summary>A run's limits with the suite's and then the user's in their place.</summary>
    public static Limits Apply(Limits limits, SuiteLimits suite, LimitOverrides overrides)
    {
        limits = limits with { WallTime = suite.WallTime ?? limits.WallTime, CpuTime = suite.CpuTime ?? limits.CpuTime };
        if (overrides.Timeout is { } timeout)
        {
            limits = limits with { WallTime = timeout * (limits.WallTime / limits.CpuTime), CpuTime = timeout };
        }

        return WithMemory(limits, overrides.Memory ?? suite.Memory);
    }

    // Files lie in memory: there must be some left for the program.
    private static Limits WithMemory(Limits limits, ByteSize? memory) => memory is { } most
        ? limits with { Memory = most, Files = limits.Files < most ? limits.Files : new ByteSize(most.Bytes / 2) }
        : limits;

    /// <summary>The largest of each limit of some steps.</summary>
    public static Limits Largest(IReadOnlyList<Step> steps) => LimitsReader.Largest(steps, new Limits());
}
