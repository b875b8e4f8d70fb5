using System.Diagnostics.CodeAnalysis;
using Fluid;
using Fluid.Values;

namespace CodeBench.Core.Problems;

/// <summary>
/// A Liquid template, as the data folders use it: variables, for, if, filters. Nothing is escaped, no white space is trimmed.
/// </summary>
public sealed class TextTemplate
{
    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true };

    private readonly IFluidTemplate _template;

    private TextTemplate(string source, IFluidTemplate template) => (Source, _template) = (source, template);

    /// <summary>The template as it was written.</summary>
    public string Source { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="source">The text.</param>
    /// <param name="template">The template, where it is one.</param>
    /// <param name="error">What is wrong with it, where it is none.</param>
    public static bool TryParse(
        string source, [NotNullWhen(true)] out TextTemplate? template, [NotNullWhen(false)] out string? error)
    {
        template = Parser.TryParse(source, out var parsed, out error) ? new TextTemplate(source, parsed) : null;
        error = template is null ? error ?? "it cannot be read" : null;
        return template is not null;
    }

    /// <summary>Reads a template that is known to be right.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static TextTemplate Parse(string source) =>
        TryParse(source, out var template, out var error) ? template : throw new FormatException(error);

    /// <summary>The text with the values put in.</summary>
    /// <param name="values">Strings, whole numbers (long) and lists of strings by name.</param>
    /// <exception cref="InvalidOperationException">The template uses a name that has no value, or a filter that there is not.</exception>
    public string Render(IReadOnlyDictionary<string, object> values)
    {
        var context = new TemplateContext(Options);
        foreach (var (name, value) in values)
        {
            context.SetValue(name, FluidValue.Create(value, Options));
        }

        try
        {
            return _template.Render(context);
        }
        catch (FluidException e)
        {
            throw new InvalidOperationException($"{e.Message}.", e);
        }
    }

    /// <summary>The text with the values of a record and some more put in.</summary>
    internal string Render(IReadOnlyDictionary<string, object> values, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var all = new Dictionary<string, object>(values, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return Render(all);
    }
}
