using CodeBench.Syntax.Trimming;

namespace CodeBench.Syntax.Tests.Trimming;

public sealed class RoslynTrimmerTests
{
    private const string Before = "using System.Diagnostics;\nclass Problem {\n    public static long Add(long a, long b) {\n";
    private const string Tests = "\n    }\n    public static void Main(string[] args) {\n    Debug.Assert(Add(1L, 2L) == 3L);\n    }\n\n}\n";
    private const string TestsWithoutBrace = "\n    public static void Main(string[] args) {\n    Debug.Assert(Add(1L, 2L) == 3L);\n    }\n\n}\n";

    [Theory]
    [InlineData("        return a + b;", "        return a + b;")]
    [InlineData("        return a + b;\n  }\n}\n", "        return a + b;")]
    [InlineData("        return a + b;\n\t}\n\n\tpublic static void Main(string[] args) { }\n}\n", "        return a + b;")]
    [InlineData("return a + b; } }", "return a + b;")]
    [InlineData("        return Sum(a, b);\n  }\n  static long Sum(long a, long b) {\n    return a + b;\n  }\n}\n", "        return Sum(a, b);\n  }\n  static long Sum(long a, long b) {\n    return a + b;")]
    [InlineData("        return a + b;\n  }\n\nThis adds them, as you can see.\n", "        return a + b;")]
    [InlineData("        if (a > b) {\n            return a + b;\n  }\n  return b + a; // }\n  }\n", "        if (a > b) {\n            return a + b;\n  }\n  return b + a; // }")]
    public void Completion_IsCutBeforeTheBraceThatTheTestsBring(string completion, string expected) =>
        Assert.Equal(expected, new RoslynTrimmer().Trim(Before, completion, Tests));

    [Theory]
    [InlineData("        return a + b;\n    }\n", "        return a + b;\n    }\n")]
    [InlineData("        return a + b;\n    }\n}\n", "        return a + b;\n    }")]
    [InlineData("        return a + b;\n    }\n```\nDone.", "        return a + b;\n    }")]
    public void Completion_IsCutBehindItsBrace_WhereTheTestsBringNone(string completion, string expected) =>
        Assert.Equal(expected, new RoslynTrimmer().Trim(Before, completion, TestsWithoutBrace));

    [Theory]
    [InlineData("using System.Diagnostics;\nclass Problem {\n    public static long Add(long a, long b) {\n        return a + b;\n    }\n    public static void Main() { }\n}\n")]
    [InlineData("using System.Diagnostics;\nclass Problem {\n    public static long Add(long a, long b) {\n        return a + b;\n    }\n}\n")]
    public void Solution_OfAWholeClass_IsCutBeforeItsOwnMain(string solution) =>
        Assert.EndsWith("return a + b;", new RoslynTrimmer().Trim("", solution, Tests), StringComparison.Ordinal);

    [Theory]
    [InlineData("        return a +")]
    [InlineData("        while (true) {\n            a += b;\n")]
    [InlineData("        return a ++ + ;\n    }\n}\n")]
    [InlineData("")]
    public void Completion_ThatNoCutMends_StaysAsItIs(string completion) =>
        Assert.Equal(completion, new RoslynTrimmer().Trim(Before, completion, Tests));

    [Fact]
    public void Completion_OfAnyDepthOrLength_IsBorne()
    {
        var deep = new string('(', 60_000);
        var large = string.Concat(Enumerable.Repeat("return a + b;\n", 30_000)) + "} }";

        Assert.Equal(deep, new RoslynTrimmer().Trim(Before, deep, Tests));
        Assert.Equal(large, new RoslynTrimmer().Trim(Before, large, Tests));
    }
}
