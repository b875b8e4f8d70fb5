using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Prompts;
using CodeBench.Core.Prompts.Variants;

namespace CodeBench.Core.Tests.Prompts.Variants;

/// <summary>Variants of how code is written.</summary>
public sealed class CodeVariantTests
{
    private static readonly string[] Fields = ["prompt"];
    private static readonly DocstringSyntax Docstrings = new(["\"\"\"", "'''"], "#");

    [Theory]
    [InlineData(4, 2, "if a:\n    b\n        c\n", "if a:\n  b\n    c\n")]
    [InlineData(4, null, "if a:\n    b\n        c\n", "if a:\n\tb\n\t\tc\n")]
    [InlineData(2, 4, "if a:\n  b\n    c\n", "if a:\n    b\n        c\n")]
    [InlineData(null, 2, "if a:\n\tb\n\t\tc\n", "if a:\n  b\n    c\n")]
    [InlineData(4, 2, "    b\n      half\n        c", "  b\n   half\n    c")]
    [InlineData(4, null, "    b\n      lined up", "\tb\n\t  lined up")]
    [InlineData(2, 4, "(defn f\n  \"a\"\n  ", "(defn f\n    \"a\"\n    ")]
    [InlineData(4, 2, "a    b\n\tc\n", "a    b\n  c\n")]
    [InlineData(4, 2, "a\n    \n  \r\nb", "a\n    \n  \r\nb")]
    public void Indentation_OfAPrompt_IsTheOtherOne(int? from, int? to, string code, string expected) =>
        Assert.Equal(expected, Field(new IndentationVariant(Fields, from, to), code));

    [Fact]
    public void Indentation_OfAReferenceWithHalfSteps_GivesEachDepthALevel()
    {
        const string Reference = "    for x in y:\n      if x:\n        return f(1,\n                 2)\n    return 0\n";

        Assert.Equal("\tfor x in y:\n\t\tif x:\n\t\t\treturn f(1,\n\t\t\t\t2)\n\treturn 0\n", ReferenceIn(new IndentationVariant(Fields, 4, null), Reference));
        Assert.Equal("  for x in y:\n    if x:\n      return f(1,\n        2)\n  return 0\n", ReferenceIn(new IndentationVariant(Fields, 4, 2), Reference));
        Assert.Equal("  a\n      b\n  c", ReferenceIn(new IndentationVariant(Fields, 4, 2), "    a\n            b\n    c"));
        Assert.Equal("  a\n    b", ReferenceIn(new IndentationVariant(Fields, null, 2), "\ta\n\t\tb"));
    }

    [Fact]
    public void Indentation_EndsOfBlocks_AreWhereTheyAreNow()
    {
        string[] stops = ["\n    }\n", "\ndef"];

        // An inner block of a method that is 2 deep ends at 4.
        Assert.Equal(["\n  }\n", "\ndef"], new IndentationVariant(Fields, 4, 2).ChangeStops(stops));
        Assert.Equal(["\n\t}\n", "\ndef", "\n    }\n"], new IndentationVariant(Fields, 4, null).ChangeStops(stops));
        Assert.Equal(["\n  }\n"], new IndentationVariant(Fields, null, 2).ChangeStops(["\n\t}\n"]));
    }

    [Fact]
    public void Indentation_WithTabs_KeepsTheTabsThatModelsWrite()
    {
        var style = new PromptStyle { Name = "s", StopSequences = [], MaxTokens = 1, TabWidth = 4 };

        Assert.Null(new IndentationVariant(Fields, 4, null).Change(style).TabWidth);
        Assert.Equal(4, new IndentationVariant(Fields, 4, 2).Change(style).TabWidth);
    }

    [Theory]
    [InlineData("def f():\n    \"\"\" a 'b'\n    c\n    \"\"\"\n", "def f():\n    ''' a 'b'\n    c\n    '''\n")]
    [InlineData("    '''a'''", "    \"\"\"a\"\"\"")]
    [InlineData("r\"\"\"a\\d\"\"\"\r\nx", "r'''a\\d'''\r\nx")]
    [InlineData("\"\"\"one\"\"\"\n'''two'''\n", "'''one'''\n\"\"\"two\"\"\"\n")]
    [InlineData("    \"\"\"has ''' in it\"\"\"\n", "    \"\"\"has ''' in it\"\"\"\n")]
    [InlineData("    \"\"\"ends with 'a'\"\"\"\n", "    \"\"\"ends with 'a'\"\"\"\n")]
    [InlineData("x = \"\"\"a\"\"\"\n", "x = \"\"\"a\"\"\"\n")]
    [InlineData("x = \"\"\"\na\n\"\"\"\n\ndef f():\n    \"\"\"b\"\"\"\n", "x = \"\"\"\na\n\"\"\"\n\ndef f():\n    '''b'''\n")]
    [InlineData("    \"\"\"a\"\"\" + b\n", "    \"\"\"a\"\"\" + b\n")]
    public void Quotes_OfDocstrings_AreTheOthers(string code, string expected) => Assert.Equal(expected, Field(new DocstringQuotesVariant(Fields, Docstrings), code));

    [Theory]
    [InlineData("def f():\n    \"\"\" a\n      >>> b\n\n    c\n    \"\"\"\n    d", "def f():\n    # a\n    #   >>> b\n    #\n    # c\n    d")]
    [InlineData("\"\"\"\na\nb\n\"\"\"\n", "# a\n# b\n")]
    [InlineData("    'a'\n    x = '''b'''\n", "    'a'\n    x = '''b'''\n")]
    public void Comments_TakeThePlaceOfDocstrings(string code, string expected) => Assert.Equal(expected, Field(new DocstringCommentsVariant(Fields, Docstrings), code));

    [Theory]
    [InlineData("class A {\n    // a\n    //   b\n    //\n    int f() {\n", "class A {\n    /*\n    a\n      b\n    \n    */\n    int f() {\n")]
    [InlineData("/// a\nfn f() {", "/*\na\n*/\nfn f() {")]
    [InlineData("//a\nx // b\n//c", "/*\na\n*/\nx // b\n/*\nc\n*/")]
    [InlineData("// ends with */\nf", "// ends with */\nf")]
    [InlineData("/* there */\n// a\nf", "/* there */\n// a\nf")]
    public void Blocks_TakeThePlaceOfCommentsOfLines(string code, string expected) => Assert.Equal(expected, Field(new CommentBlocksVariant(Fields, "//", "/*", "*/"), code));

    [Fact]
    public void Blocks_ThatBeginWithWords_AreNoVariant()
    {
        Assert.NotNull(CommentBlocksVariant.Of(With(("/*", "*/")), Fields));
        Assert.Null(CommentBlocksVariant.Of(With(("=begin", "=end")), Fields));
        Assert.Null(CommentBlocksVariant.Of(With(), Fields));
        Assert.Null(CommentBlocksVariant.Of(TestLanguages.Compiled, Fields));

        static Language With(params (string, string)[] blocks) => TestLanguages.Compiled with { Answers = new AnswerSyntax { LineComments = ["//"], BlockComments = blocks } };
    }

    [Fact]
    public void Change_SolutionsThatAreAllTheModelsOwn_ChangesThePromptAlone()
    {
        var variant = new IndentationVariant([], 4, 2);
        var problem = Problem("    a", "    b");
        var prompt = new Prompt { Text = "    a", Messages = [new ChatMessage("user", "x\n    y")], StopSequences = [], MaxTokens = 1 };

        Assert.Same(problem, variant.Change(problem));
        Assert.Equal("  a", variant.Change(prompt).Text);
        Assert.Equal([new ChatMessage("user", "x\n  y")], variant.Change(prompt).Messages!);
        Assert.Same(prompt, new IndentationVariant(Fields, 4, 2).Change(prompt));
    }

    private static string Field(PromptVariant variant, string code) => (string)variant.Change(Problem(code, "")).Fields["prompt"];

    private static string ReferenceIn(PromptVariant variant, string reference) => variant.Change(Problem("", reference)).Reference!;

    private static Problem Problem(string prompt, string reference) => new()
    {
        Suite = "s",
        Language = "python",
        TaskId = "s/0",
        Reference = reference,
        Fields = new Dictionary<string, object> { ["prompt"] = prompt, ["other"] = "    " },
    };
}
