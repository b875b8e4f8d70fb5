using System.Globalization;

namespace CodeBench.Syntax.Tests.Compilation;

/// <summary>Short programs that are known to keep compilers busy for ever, to fill their memory, or to break their stack.</summary>
internal static class Bombs
{
    /// <summary>The programs by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["lambdas in lambdas, each bound for every overload"] = Compilers.Program(
            $"{Nested(24, "F(x => ", "1", ")")};",
            "static int F(Func<int, int> f) => 1; static int F(Func<string, int> f) => 1; static int F(Func<long, int> f) => 1;"),
        ["queries in queries"] = Compilers.Program($"var q = {Nested(20, "from x in (", "new[] { 1 }", ") select x")};"),
        ["a generic class inside of its own instance"] =
            "class X<A, B, C, D, E, F> { class Y : X<Y, Y, Y, Y, Y, Y> { Y.Y.Y.Y.Y.Y.Y.Y.Y y; } }\nclass P { static void Main() { } }",
        ["tuples of tuples by inference"] = Compilers.Program(
            "var a0 = Tuple.Create(1, 1);" + Many(60, i => $"var a{i + 1} = Tuple.Create(a{i}, a{i});")),
        ["value tuples of value tuples"] = Compilers.Program("var a0 = (1, 1);" + Many(60, i => $"var a{i + 1} = (a{i}, a{i});")),
        ["pairs of pairs in a chain"] = Compilers.Program("var q = args" + Many(60, _ => ".Select(x => new { a = x, b = Tuple.Create(x, x) })") + ";"),
        ["pairs of pairs in an expression"] = Compilers.Program($"var q = {Nested(60, "D(", "1", ")")};", "static Tuple<T, T> D<T>(T x) => null;"),
        ["bases of bases"] = "using System; class C0<T> { } " + Many(60, i => $"class C{i + 1}<T> : C{i}<Tuple<T, T>> {{ }} ")
            + "class P { static void Main() { object o = new C60<int>(); } }",
        ["constants that double"] = "class P { const string a0 = \"0123456789abcdef\"; "
            + Many(40, i => $"const string a{i + 1} = a{i} + a{i}; ") + "static void Main() { System.Console.WriteLine(a40); } }",
        ["constants that double, in locals"] = Compilers.Program(
            "const string a0 = \"0123456789abcdef\";" + Many(40, i => $"const string a{i + 1} = a{i} + a{i};") + "Console.WriteLine(a40);"),
        ["parentheses"] = Compilers.Program($"var x = {Nested(20_000, "(", "1", ")")};"),
        ["negations"] = Compilers.Program($"var x = {Nested(50_000, "!", "true", "")};"),
        ["blocks"] = Compilers.Program(Nested(30_000, "{", "", "}")),
        ["a long sum"] = Compilers.Program($"var x = 1{Many(30_000, _ => " + 1")};"),
        ["a long sum of a variable"] = Compilers.Program($"var y = 1; var x = y{Many(30_000, _ => " + y")};"),
        ["a long chain of calls"] = Compilers.Program($"var x = \"\"{Many(8_000, _ => ".Trim()")};"),
        ["a long ladder"] = Compilers.Program(Many(8_000, i => $"if (args.Length == {i}) {{ }} else ") + "{ }"),
        ["lists of lists"] = Compilers.Program($"{Nested(6_000, "List<", "int", ">")} x = null;"),
        ["arrays of arrays"] = Compilers.Program($"int{Many(6_000, _ => "[]")} x = null;"),
        ["pointers to pointers"] = Compilers.Program($"int{Many(6_000, _ => "*")} x = null;"),
        ["classes in classes"] = Nested(6_000, "class A { ", "", " }") + " class P { static void Main() { } }",
        ["namespaces in namespaces"] = Nested(6_000, "namespace A { ", "", " }") + " class P { static void Main() { } }",
        ["heirs of heirs"] = "class C0 { } " + Many(6_000, i => $"class C{i + 1} : C{i} {{ }} ") + "class P { static void Main() { new C6000(); } }",
        ["constants of constants"] = "class P { const int c0 = 1; " + Many(6_000, i => $"const int c{i + 1} = c{i} + 1; ") + "static void Main() { } }",
        ["a large array"] = Compilers.Program($"var x = new[] {{ 1{Many(60_000, i => $", {i % 100}")} }};"),
        ["arrays in arrays"] = Compilers.Program($"var x = {Nested(5_000, "new[] { ", "1", " }")};"),
        ["directives in directives"] = Many(10_000, _ => "#if DEBUG\n") + Many(10_000, _ => "#endif\n") + Compilers.Program(""),
        ["texts in texts"] = Compilers.Program($"var x = {Nested(2_000, "$\"{", "1", "}\"")};"),
        ["patterns"] = Compilers.Program(
            "object[] o = args; switch ((o[0], o[1], o[2], o[3], o[4], o[5])) {"
            + Many(60, i => $"case (int a{i}, _, string b{i}, {i % 2}, _, {i}): break; case (_, {i}, _, _, long c{i}, {i % 3}): break;") + "}"),
        ["local functions in local functions"] = Compilers.Program(Nested(2_000, "void F() { ", "", " F(); }")),
        ["more text than anybody writes"] = Compilers.Program(Many(40_000, _ => "args.ToString();")),
    };

    private static string Many(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private static string Nested(int depth, string open, string inner, string close) =>
        string.Create(CultureInfo.InvariantCulture, $"{Many(depth, _ => open)}{inner}{Many(depth, _ => close)}");
}
