using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeBench.Syntax.Guarding;

/// <summary>What recursion and overload resolution pay for: things inside of things.</summary>
internal sealed class NestingMeter
{
    private const int MostDepth = 400;
    private const int MostFunctions = 5;
    private const int MostFunctionsWithOverloads = 2;
    private const int ManyOverloads = 4;
    private const int MostCalls = 16;
    private const int MostTypeArguments = 8;
    private const int MostRanks = 8;
    private const int MostNames = 8;
    private const int MostPatterns = 24;

    private readonly Dictionary<SyntaxNode, (int Depth, int Functions, int Calls, int Generics, int Names)> _depths = [];
    private readonly Dictionary<string, int> _methods = new(StringComparer.Ordinal);
    private int _mostFunctions;
    private int _mostOverloads;

    /// <summary>Whether every lambda is bound many times over, once for each overload of the calls around it.</summary>
    public bool ExceedsTogether => _mostFunctions > MostFunctionsWithOverloads && _mostOverloads > ManyOverloads;

    /// <summary>Looks at a node; parents come first.</summary>
    public bool Exceeds(SyntaxNode node)
    {
        var (depth, functions, calls, generics, names) = node.Parent is { } parent ? _depths.GetValueOrDefault(parent) : default;
        depth++;
        functions += node is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax ? 1 : 0;
        // An argument of an argument; a chain of calls is none.
        calls += node is ArgumentSyntax ? 1 : 0;
        generics += node is TypeArgumentListSyntax or TupleTypeSyntax or PointerTypeSyntax or NullableTypeSyntax ? 1 : 0;
        names = node is QualifiedNameSyntax ? names + 1 : 0;
        _depths[node] = (depth, functions, calls, generics, names);
        _mostFunctions = Math.Max(_mostFunctions, functions);
        CountOverload(node);
        return depth > MostDepth || functions > MostFunctions || calls > MostCalls || generics > MostTypeArguments || names > MostNames
            || node is ArrayTypeSyntax { RankSpecifiers.Count: > MostRanks }
            || node is SwitchStatementSyntax { Sections.Count: > MostPatterns } cases && cases.Sections.Any(HasPatterns)
            || node is SwitchExpressionSyntax { Arms.Count: > MostPatterns };
    }

    private static bool HasPatterns(SwitchSectionSyntax section) => section.Labels.Any(label => label is CasePatternSwitchLabelSyntax);

    private void CountOverload(SyntaxNode node)
    {
        if (node is MethodDeclarationSyntax method)
        {
            var name = method.Identifier.ValueText;
            var count = _methods[name] = _methods.GetValueOrDefault(name) + 1;
            _mostOverloads = Math.Max(_mostOverloads, count);
        }
    }
}
