using CodeBench.Core.Languages;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>Docstrings as comments in their place.</summary>
/// <param name="Fields">The fields that solutions begin with.</param>
/// <param name="Syntax">What docstrings and comments look like.</param>
public sealed record DocstringCommentsVariant(IReadOnlyList<string> Fields, DocstringSyntax Syntax) : CodeVariant(DocstringText.Kind, "comments", Fields)
{
    /// <inheritdoc/>
    protected override string ChangeCode(string code) => DocstringText.Replace(code, Syntax, Change);

    private string Change(DocstringText docstring) => string.Join('\n', docstring.Lines().Select(line => $"{docstring.Indentation}{Syntax.Comment} {line}".TrimEnd()));
}
