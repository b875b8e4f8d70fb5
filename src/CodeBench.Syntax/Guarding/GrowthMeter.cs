using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeBench.Syntax.Guarding;

/// <summary>What doubles with each line: constants made of constants, types made of types.</summary>
internal sealed class GrowthMeter
{
    private const long MostCharacters = 1 << 20;
    private const long MostTypes = 1 << 12;
    private const int MostDoublingFunctions = 8;
    private const int MostGenericBases = 3;

    private readonly Dictionary<string, long> _characters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _types = new(StringComparer.Ordinal);
    private long _allCharacters;
    private int _doublingFunctions;
    private int _genericBases;

    /// <summary>Looks at a node, in the order of the text.</summary>
    public bool Exceeds(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } variable => ExceedsAs(variable, value),
        BinaryExpressionSyntax { Parent: not BinaryExpressionSyntax } sum when sum.IsKind(SyntaxKind.AddExpression) => Add(LengthOf(sum)),
        LambdaExpressionSyntax function => Doubles(function) && ++_doublingFunctions > MostDoublingFunctions,
        TypeDeclarationSyntax type => HasGrowingBase(type),
        _ => false,
    };

    private bool ExceedsAs(VariableDeclaratorSyntax variable, ExpressionSyntax value)
    {
        var name = variable.Identifier.ValueText;
        _characters[name] = Math.Max(_characters.GetValueOrDefault(name), LengthOf(value));
        // A type that is inferred may hold those of all variables that it is inferred from, as often as they are named.
        var types = Math.Clamp(NamesIn(value).Sum(used => _types.GetValueOrDefault(used, 1)), 1, MostTypes + 1);
        if (variable.Parent is VariableDeclarationSyntax { Type.IsVar: true })
        {
            _types[name] = Math.Max(_types.GetValueOrDefault(name), types);
        }

        return types > MostTypes || _characters[name] > MostCharacters;
    }

    private bool Add(long length)
    {
        _allCharacters = Math.Min(MostCharacters + 1, _allCharacters + length);
        return _allCharacters > MostCharacters;
    }

    private long LengthOf(ExpressionSyntax expression) => Math.Min(MostCharacters + 1, expression.DescendantNodesAndSelf().Sum(LengthOf));

    private long LengthOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText.Length,
        IdentifierNameSyntax name => _characters.GetValueOrDefault(name.Identifier.ValueText),
        _ => 0,
    };

    private static IEnumerable<string> NamesIn(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);

    private static bool Doubles(LambdaExpressionSyntax function)
    {
        var makesPair = function.Body is TupleExpressionSyntax or ObjectCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax or InvocationExpressionSyntax
            or ImplicitArrayCreationExpressionSyntax;
        return makesPair && ((ExpressionSyntax)function.Body).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .GroupBy(name => name.Identifier.ValueText, StringComparer.Ordinal).Any(group => group.Count() > 1);
    }

    /// <summary>Generic types whose bases are made of their own parameters: inside of generic ones, or many in a row.</summary>
    private bool HasGrowingBase(TypeDeclarationSyntax type)
    {
        var hasGenericBase = type.BaseList is { } bases && bases.DescendantNodes().Any(node => node is GenericNameSyntax);
        var isInGeneric = type.Ancestors().OfType<TypeDeclarationSyntax>().Any(outer => outer.TypeParameterList is not null);
        var growsByItself = hasGenericBase && type.TypeParameterList is not null && ++_genericBases > MostGenericBases;
        var holdsGeneric = isInGeneric && type.DescendantNodes().OfType<QualifiedNameSyntax>().Any();
        return (hasGenericBase && isInGeneric) || growsByItself || holdsGeneric;
    }
}
