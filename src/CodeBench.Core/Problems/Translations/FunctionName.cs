namespace CodeBench.Core.Problems.Translations;

/// <summary>Names of functions in a language's style.</summary>
internal static class FunctionName
{
    /// <summary>The name, in a style.</summary>
    public static string Of(string name, NameStyle style)
    {
        var words = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return (style, words) switch
        {
            (NameStyle.Keep, _) or (_, []) => name,
            (NameStyle.LowerCamel, [var first, .. var rest]) => first + string.Concat(rest.Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
            _ => string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant())),
        };
    }
}
