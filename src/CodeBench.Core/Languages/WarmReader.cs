using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads the processes that are kept warm for a language's warm steps: part of language.yaml.</summary>
internal static class WarmReader
{
    private const string HelperKey = "helper";
    private const string ServerKey = "compile_server";

    /// <summary>The helper, which starts warm run steps; null where the language has none.</summary>
    /// <param name="map">The language's map.</param>
    /// <param name="steps">All its steps, those of variants too: some must be warm where there is a helper, and only there.</param>
    public static WarmHelper? ReadHelper(YamlMap map, IEnumerable<Step> steps)
    {
        var helper = map.OptionalMap(HelperKey);
        Check(map, HelperKey, helper is not null, steps.Any(step => step.Warm && step.Kind != StepKind.Compile), "start", "run");
        if (helper is null)
        {
            return null;
        }

        var read = new WarmHelper(helper.SomeTexts("command"), helper.Size("memory"));
        helper.RefuseTheRest();
        return read;
    }

    /// <summary>The server, which does warm compile steps; null where the language has none.</summary>
    /// <param name="map">The language's map.</param>
    /// <param name="steps">All its steps, those of variants too.</param>
    public static CompileServer? ReadServer(YamlMap map, IEnumerable<Step> steps)
    {
        var server = map.OptionalMap(ServerKey);
        Check(map, ServerKey, server is not null, steps.Any(step => step.Warm && step.Kind == StepKind.Compile), "do", "compile");
        if (server is null)
        {
            return null;
        }

        var read = new CompileServer(server.SomeTexts("command"), server.Size("memory"), (int)server.Number("processes", 1));
        server.RefuseTheRest();
        return read;
    }

    private static void Check(YamlMap map, string key, bool isThere, bool isNeeded, string verb, string kind)
    {
        if (isNeeded && !isThere)
        {
            map.Fail(key, $"is missing: a {kind} step is warm.");
        }
        else if (isThere && !isNeeded)
        {
            map.Fail(key, $"has nothing to {verb}: no {kind} step is warm.");
        }
    }
}
