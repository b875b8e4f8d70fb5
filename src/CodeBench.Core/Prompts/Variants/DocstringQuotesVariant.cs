using CodeBench.Core.Languages;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>Docstrings in the language's other quotation marks.</summary>
/// <param name="Fields">The fields that solutions begin with.</param>
/// <param name="Syntax">What docstrings look like: of two kinds at least.</param>
public sealed record DocstringQuotesVariant(IReadOnlyList<string> Fields, DocstringSyntax Syntax) : CodeVariant(DocstringText.Kind, "quotes", Fields)
{
    /// <inheritdoc/>
    protected override string ChangeCode(string code) => DocstringText.Replace(code, Syntax, docstring => Change(docstring) ?? docstring.Whole);

    // A text that has the other marks in it, or would lengthen them, stays as it is.
    private string? Change(DocstringText docstring)
    {
        var other = Syntax.Quotes.First(quote => quote != docstring.Quote);
        return docstring.Text.Contains(other, StringComparison.Ordinal) || docstring.Text.EndsWith(other[^1])
            ? null
            : $"{docstring.Indentation}{docstring.Prefix}{other}{docstring.Text}{other}";
    }
}
