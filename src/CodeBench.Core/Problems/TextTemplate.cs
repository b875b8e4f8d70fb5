using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>A Liquid template, as the data folders use it: variables, for, if, filters. Nothing is escaped, no white space is trimmed.</summary>
public sealed class TextTemplate
{
    private TextTemplate(string source) => Source = source;

    /// <summary>The template as it was written.</summary>
    public string Source { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="source">The text.</param>
    /// <param name="error">What is wrong with it, where the result is null.</param>
    public static TextTemplate? Parse(string source, out string? error)
    {
        error = null;
        return new TextTemplate(source);
    }

    /// <summary>The text with the values put in.</summary>
    /// <param name="values">Strings, numbers and lists of strings by name.</param>
    /// <exception cref="InvalidInputException">The template uses a name that has no value.</exception>
    public string Render(IReadOnlyDictionary<string, object> values) => throw new NotImplementedException();
}
