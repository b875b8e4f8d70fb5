using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads templates of suite.yaml; what they name is tried later, by <see cref="SuiteTemplateCheck"/>.</summary>
internal static class SuiteTemplateReader
{
    /// <summary>A template that must be there.</summary>
    public static TextTemplate Read(YamlMap map, string key) => Parse(map, key, map.Text(key));

    /// <summary>A template; null where there is none.</summary>
    public static TextTemplate? ReadOptional(YamlMap map, string key) => map.OptionalText(key) is { } text ? Parse(map, key, text) : null;

    /// <summary>A template from its text; an empty one, with a fault, where it is none.</summary>
    public static TextTemplate Parse(YamlMap map, string key, string text)
    {
        if (TextTemplate.TryParse(text, out var template, out var error))
        {
            return template;
        }

        map.Fail(key, $"is not a Liquid template: {error}");
        return TextTemplate.Parse("");
    }
}
