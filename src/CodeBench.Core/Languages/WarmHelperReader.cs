using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads the warm helper: part of language.yaml.</summary>
internal static class WarmHelperReader
{
    private const string Key = "helper";

    /// <summary>The helper; null where the language has none.</summary>
    /// <param name="map">The language's map.</param>
    /// <param name="steps">All its steps, those of variants too: some must be warm where there is a helper, and only there.</param>
    public static WarmHelper? Read(YamlMap map, IEnumerable<Step> steps)
    {
        var warm = steps.Any(step => step.Warm);
        if (map.OptionalMap(Key) is not { } helper)
        {
            if (warm)
            {
                map.Fail(Key, "is missing: a step is warm, which a helper starts.");
            }

            return null;
        }

        var read = new WarmHelper(helper.SomeTexts("command"), helper.OptionalSize("memory") ?? default);
        if (!helper.Keys.Contains("memory"))
        {
            helper.Fail("memory", "is missing.");
        }

        helper.RefuseTheRest();
        if (!warm)
        {
            map.Fail(Key, "has nothing to start: no step is warm.");
        }

        return read;
    }
}
