using CodeBench.Syntax.Guarding;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeBench.Syntax.Tests.Compilation;

public sealed class SourceGuardTests
{
    [Theory]
    [InlineData("lambdas in lambdas, each bound for every overload")]
    [InlineData("queries in queries")]
    [InlineData("a generic class inside of its own instance")]
    [InlineData("tuples of tuples by inference")]
    [InlineData("value tuples of value tuples")]
    [InlineData("pairs of pairs in a chain")]
    [InlineData("pairs of pairs in an expression")]
    [InlineData("bases of bases")]
    [InlineData("constants that double")]
    [InlineData("constants that double, in locals")]
    [InlineData("lists of lists")]
    [InlineData("arrays of arrays")]
    [InlineData("patterns")]
    [InlineData("parentheses")]
    [InlineData("texts in texts")]
    [InlineData("blocks")]
    [InlineData("more text than anybody writes")]
    public void Bomb_IsFeared(string name) => Assert.True(Fears(Bombs.All[name]));

    [Theory]
    [InlineData("var q = args.Select(x => x.Split(' ').Where(y => y.Length > 1).Select(y => y.Count(z => z == 'a')).Sum()).ToList();")]
    [InlineData("var d = new Dictionary<string, List<Tuple<int, List<string>>>>(); var e = d.ToDictionary(p => p.Key, p => p.Value.Select(v => v.Item2.Count).Max());")]
    [InlineData("const string a = \"ab\"; const string b = a + a; const string c = a + b; Console.WriteLine(c + a + b + \"text\" + 1);")]
    [InlineData("var a = 1; var b = a + a; var c = a * b + b; var d = c * c + b * a; var e = d + c + b + a; Console.WriteLine(e);")]
    [InlineData("int[][,] x = null; string s = x?.ToString() ?? (args.Length > 0 ? args[0] : \"\") + \"a\" + \"b\" + \"c\";")]
    [InlineData("switch (args.Length) { case 0: break; case 1: break; case 2: break; default: break; }")]
    public void Program_AsPeopleWriteThem_IsNotFeared(string statements) =>
        Assert.False(Fears(Compilers.Program(statements)));

    private static bool Fears(string program)
    {
        if (TextGuard.Fears(program))
        {
            return true;
        }

        var token = TestContext.Current.CancellationToken;
        return SourceGuard.Fears(CSharpSyntaxTree.ParseText(program, cancellationToken: token).GetRoot(token));
    }
}
