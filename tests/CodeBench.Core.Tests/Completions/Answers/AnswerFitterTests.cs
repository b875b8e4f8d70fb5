using System.Text.RegularExpressions;
using CodeBench.Core.Completions.Answers;
using CodeBench.Core.Languages;
using CodeBench.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CodeBench.Core.Tests.Completions.Answers;

/// <summary>The code in answers of chat models, by its layout.</summary>
public sealed class AnswerFitterTests
{
    private static readonly Dictionary<string, AnswerSyntax> Syntaxes = new()
    {
        ["braces"] = new() { LineComments = ["//"], BlockComments = [("/*", "*/")], Import = Lines(@"^(import|#include)\b") },
        ["hash"] = new() { LineComments = ["#"], Import = Lines("^require ") },
        ["dashes"] = new() { LineComments = ["--"], Import = Lines("^import ") },
        ["lisp"] = new() { LineComments = [";"], Import = Lines(@"^\(require ") },
        ["go"] = new()
        {
            LineComments = ["//"],
            Import = Lines(@"^(?:import)?\s+(?<module>""(?:\w+/)*(?<used>\w+)"")"),
            ImportLine = "import ${module}",
        },
    };

    public static TheoryData<string> Names => [.. Cases().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_Answer_IsTheCodeBeforeTheTests(string name)
    {
        var item = Cases().Single(item => item.Name == name);
        var syntax = Syntaxes.GetValueOrDefault(item.Syntax) ?? LanguageReader.Read(Repository.PathOf("languages", item.Syntax)).Answers;
        var language = TestLanguages.Compiled with { Answers = syntax };

        var fitted = new AnswerFitter(language).Fit(item.EntryPoint, item.Prompt, item.Tests, item.Answer, item.Stops);

        Assert.Equal(item.Code, fitted.Code);
        Assert.Equal(item.Rule, fitted.Rule);
    }

    [Fact]
    public void Fit_VeryLongAnswer_ComesToAnEnd()
    {
        var language = TestLanguages.Compiled with { Answers = Syntaxes["braces"] };
        var answer = string.Concat(Enumerable.Repeat("function add(a) { return a; }\nfunction b(c) {\n", 100_000));

        var fitted = new AnswerFitter(language).Fit("add", "function add(a) {\n", "function test() {}", answer, []);

        Assert.Equal("text", fitted.Rule);
        Assert.StartsWith("function add(a) { return a; }", fitted.Code);
    }

    private static List<AnswerCase> Cases() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<AnswerCase>>(File.ReadAllText(Repository.PathOf("tests", "CodeBench.Core.Tests", "Completions", "Answers", "fits.yaml")));

    private static Regex Lines(string pattern) => new(pattern, RegexOptions.Multiline);
}
