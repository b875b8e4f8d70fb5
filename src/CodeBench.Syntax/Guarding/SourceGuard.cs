using Microsoft.CodeAnalysis;

namespace CodeBench.Syntax.Guarding;

/// <summary>
/// Knows by their syntax the programs on which a compiler takes much longer, or much more memory, than their length says. It is
/// wrong about some harmless ones, which costs nothing but time: what it fears is compiled in the container.
/// </summary>
internal static class SourceGuard
{
    /// <summary>Whether a program is one of these.</summary>
    /// <param name="root">Its syntax, without errors.</param>
    public static bool Fears(SyntaxNode root)
    {
        var nesting = new NestingMeter();
        var growth = new GrowthMeter();
        foreach (var node in root.DescendantNodesAndSelf())
        {
            if (nesting.Exceeds(node) || growth.Exceeds(node))
            {
                return true;
            }
        }

        return nesting.ExceedsTogether;
    }
}
