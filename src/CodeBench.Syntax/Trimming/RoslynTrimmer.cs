using CodeBench.Core.Completions;
using CodeBench.Syntax.Compilation;
using CodeBench.Syntax.Guarding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeBench.Syntax.Trimming;

/// <summary>
/// Cuts a completion behind or before the closing brace of a member, whichever makes one program of it and of what stands around
/// it. As much is kept as can be, so that helpers behind the function stay.
/// </summary>
public sealed class RoslynTrimmer : ICompletionTrimmer
{
    private const int MostMembers = 64;

    private static readonly CSharpParseOptions Parsing = new(documentationMode: DocumentationMode.None);

    /// <inheritdoc/>
    public string Id => "roslyn";

    /// <inheritdoc/>
    public string Trim(string before, string completion, string after) => TextGuard.Fears(before + completion + after)
        ? completion
        // Parsing does not end a process by its depth where the stack is large.
        : LargeStack.Run(() => TrimShort(before, completion, after));

    private static string TrimShort(string before, string completion, string after)
    {
        if (Fits(before, completion, after))
        {
            return completion;
        }

        var closings = Closings(Parse(before + completion), before.Length).Take(MostMembers);
        return closings.SelectMany(end => new[] { completion[..(end + 1)], WithoutLine(completion, end) })
            .FirstOrDefault(candidate => Fits(before, candidate, after)) ?? completion;
    }

    /// <summary>Where members that the completion closes have their closing braces, the last first; of the type that it stands in.</summary>
    private static IEnumerable<int> Closings(SyntaxNode root, int start)
    {
        var types = root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => start == 0 || type.SpanStart < start).ToList();
        var type = start == 0 ? types.Find(type => type.Members.OfType<MethodDeclarationSyntax>().Any()) : types.FindLast(type => type.Span.End >= start);
        return type is null ? [] : type.Members.OfType<BaseMethodDeclarationSyntax>()
            .Select(member => member.Body?.CloseBraceToken)
            .OfType<SyntaxToken>()
            .Where(brace => !brace.IsMissing && brace.SpanStart >= start)
            .Select(brace => brace.SpanStart - start)
            .Reverse();
    }

    // What is left ends as at a stop sequence: without the line that the brace stands on, where nothing else is on it.
    private static string WithoutLine(string completion, int end)
    {
        var kept = completion[..end].TrimEnd(' ', '\t');
        return kept.EndsWith('\n') ? kept[..^1] : kept;
    }

    /// <summary>Whether the whole is a program, as far as syntax tells: no errors, and what the tests declare is not there already.</summary>
    private static bool Fits(string before, string completion, string after)
    {
        var root = Parse(before + completion + after);
        var border = before.Length + completion.Length;
        return !root.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            && root.DescendantNodes().OfType<TypeDeclarationSyntax>().All(type => IsDeclaredOnce(type, border));
    }

    private static bool IsDeclaredOnce(TypeDeclarationSyntax type, int border)
    {
        var names = type.Members.OfType<MethodDeclarationSyntax>().ToLookup(method => method.SpanStart >= border, method => method.Identifier.ValueText);
        return !names[true].Intersect(names[false], StringComparer.Ordinal).Any();
    }

    private static SyntaxNode Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing).GetRoot();
}
