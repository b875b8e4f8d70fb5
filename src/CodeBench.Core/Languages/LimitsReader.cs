using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads limits: parts of language.yaml, at the top for all steps, and in a step for that step.</summary>
internal static class LimitsReader
{
    /// <summary>The limits, with those of <paramref name="others"/> where a key is not there.</summary>
    public static Limits Read(YamlMap? map, Limits others)
    {
        if (map is null)
        {
            return others;
        }

        var limits = new Limits
        {
            WallTime = map.OptionalTime("wall") ?? others.WallTime,
            CpuTime = map.OptionalTime("cpu") ?? others.CpuTime,
            Memory = map.OptionalSize("memory") ?? others.Memory,
            Output = map.OptionalSize("output") ?? others.Output,
            Files = map.OptionalSize("files") ?? others.Files,
            Processes = (int)(map.OptionalNumber("processes", 1) ?? others.Processes),
        };
        map.RefuseTheRest();
        if (limits.Files >= limits.Memory && (limits.Files != others.Files || limits.Memory != others.Memory))
        {
            map.Fail("files", $"({limits.Files}) must be smaller than memory ({limits.Memory}): files lie in memory.");
        }

        return limits;
    }

    /// <summary>The largest of each limit of some steps.</summary>
    public static Limits Largest(IReadOnlyList<Step> steps, Limits none) =>
        steps.Count == 0 ? none : steps.Select(step => step.Limits).Aggregate(Limits.Largest);
}
