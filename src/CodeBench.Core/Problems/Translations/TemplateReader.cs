using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Reads templates of a definition, and tries each on made-up values, so that a misspelt name is found before any work.</summary>
internal static class TemplateReader
{
    private static readonly string[] Lists = ["items", "pairs", "parameters", "arguments", "lines"];

    /// <summary>A template of a mapping; an empty one, with a fault, where there is none or it is wrong.</summary>
    /// <param name="map">The mapping; null where that is missing.</param>
    /// <param name="key">The template's key.</param>
    /// <param name="variables">What the template may use.</param>
    public static TextTemplate Read(YamlMap? map, string key, params IReadOnlyCollection<string> variables)
    {
        var empty = TextTemplate.Parse("");
        if (map is null)
        {
            return empty;
        }

        if (!TextTemplate.TryParse(map.Text(key), out var template, out var error))
        {
            map.Fail(key, $"is not a Liquid template: {error}");
            return empty;
        }

        try
        {
            template.Render(variables.ToDictionary(name => name, Sample));
        }
        catch (InvalidOperationException e)
        {
            map.Fail(key, $"does not fit: {e.Message} Known: {string.Join(", ", variables)}.");
        }

        return template;
    }

    private static object Sample(string variable) => variable == "count" ? 1L : Lists.Contains(variable) ? new[] { "x" } : "x";
}
