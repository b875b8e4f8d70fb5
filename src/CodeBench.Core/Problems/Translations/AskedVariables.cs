using System.Text.RegularExpressions;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Renders templates with only those values worked out that they ask for: not everything has a name in every language.</summary>
internal static partial class AskedVariables
{
    /// <summary>The template with its values put in.</summary>
    public static string Render(TextTemplate template, params ReadOnlySpan<(string Name, Func<object> Value)> variables)
    {
        var words = Word().Matches(template.Source).Select(match => match.Value).ToHashSet();
        var asked = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            if (words.Contains(name))
            {
                asked.Add(name, value());
            }
        }

        return template.Render(asked);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
