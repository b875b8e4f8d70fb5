using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads the steps: part of language.yaml.</summary>
internal static class StepReader
{
    /// <summary>The words of the kinds of step.</summary>
    public static IReadOnlyDictionary<string, StepKind> Kinds { get; } =
        new Dictionary<string, StepKind> { ["compile"] = StepKind.Compile, ["run"] = StepKind.Run };

    /// <summary>The steps of a language or a variant: any compile steps, and one run step at the end.</summary>
    public static IReadOnlyList<Step> ReadAll(YamlMap map, Limits limits)
    {
        var steps = map.SomeMaps("steps").Select(step => Read(step, limits)).ToList();
        var kinds = steps.Select(step => step.Kind).ToList();
        if (kinds.Count > 0 && (kinds[^1] != StepKind.Run || kinds[..^1].Contains(StepKind.Run)))
        {
            map.Fail("steps", "must end with the only step of kind run.");
        }

        return steps;
    }

    /// <summary>A kind of step, null and a fault where the word is none.</summary>
    public static StepKind? ReadKind(YamlMap map, string key, string word)
    {
        if (Kinds.TryGetValue(word, out var kind))
        {
            return kind;
        }

        map.Fail(key, $"{word} is no kind of step. {Suggestion.For(word, Kinds.Keys)}");
        return null;
    }

    private static Step Read(YamlMap map, Limits limits)
    {
        var step = new Step(
            ReadKind(map, "kind", map.Text("kind")) ?? default,
            map.SomeTexts("command"),
            LimitsReader.Read(map.OptionalMap("limits"), limits))
        {
            Warm = map.Flag("warm"),
        };
        map.RefuseTheRest();
        return step;
    }
}
