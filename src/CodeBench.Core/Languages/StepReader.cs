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

        if (steps.FindIndex(step => step.Host is not null) is var host && (host > 0 || (host == 0 && steps[0].Kind != StepKind.Compile)))
        {
            map.Fail("steps", "may have a host in the first step alone, and only where that is of kind compile.");
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
            Host = ReadHost(map.OptionalMap("host")),
        };
        map.RefuseTheRest();
        return step;
    }

    private static HostCompilation? ReadHost(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var host = new HostCompilation(map.Text("compiler"), map.FileName("output"), map.Texts("references"), map.TextMap("options"));
        map.RefuseTheRest();
        foreach (var path in host.References.Where(path => !path.StartsWith('/')))
        {
            map.Fail("references", $"{path} must be a full path in the image.");
        }

        return host;
    }
}
