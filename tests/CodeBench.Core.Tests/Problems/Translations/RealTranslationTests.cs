using CodeBench.Core.Problems.Translations;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems.Translations;

/// <summary>The definitions of languages/: what only some of their values show. All others are compared with MultiPL-E's own files.</summary>
public sealed class RealTranslationTests
{
    private const string Text = "{\"str\": \"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\u0001\"}";
    private static readonly TranslationCatalog Catalog = TranslationCatalog.Read(Repository.PathOf("languages"));

    [Theory]
    [InlineData("js", "\"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\x01\"")]
    [InlineData("ts", "\"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\x01\"")]
    [InlineData("java", "\"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\001\"")]
    [InlineData("php", "\"\\\"a\\\" 'b' \\\\ \\$c @d #{e} \\n\\t\\x01\"")]
    [InlineData("rb", "\"\\\"a\\\" 'b' \\\\ $c @d \\#{e} \\n\\t\\x01\"")]
    [InlineData("lua", "'\"a\" \\'b\\' \\\\ $c @d #{e} \\n\\t\\x01'")]
    [InlineData("pl", "\"\\\"a\\\" 'b' \\\\ \\$c \\@d #{e} \\n\\t\\x01\"")]
    [InlineData("rs", "String::from(\"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\u{01}\")")]
    [InlineData("go", "\"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\u0001\"")]
    [InlineData("cpp", "\"\\\"a\\\" 'b' \\\\ $c @d #{e} \\n\\t\\001\"")]
    public void Translate_TextWithAllThatMeansSomething_MeansNothing(string language, string expected) =>
        Assert.Contains(expected, Tests(language, "\"str\"", Text));

    [Theory]
    [InlineData("java", "HashMap<String,Long>(Map.of(\"k0\", 0l, ", 10)]
    [InlineData("java", "HashMap<String,Long>(Map.ofEntries(Map.entry(\"k0\", 0l), ", 11)]
    public void Translate_LargeDictionary_IsWrittenInAFormThatHoldsIt(string language, string expected, int count)
    {
        var pairs = string.Join(", ", Enumerable.Range(0, count).Select(i => $"[{{\"str\": \"k{i}\"}}, {{\"int\": \"{i}\"}}]"));
        Assert.Contains(expected, Tests(language, "{\"dict\": [\"str\", \"int\"]}", "{\"dict\": [" + pairs + "]}"));
    }

    [Theory]
    [InlineData("js", "{\"int\": \"-1\"}", "{[-1]: 0}")]
    [InlineData("js", "{\"int\": \"1\"}", "{1: 0}")]
    [InlineData("php", "{\"int\": \"-1\"}", "array(-1 => 0)")]
    [InlineData("js", "{\"tuple\": [{\"int\": \"1\"}]}", null)]
    [InlineData("php", "{\"tuple\": [{\"int\": \"1\"}]}", null)]
    [InlineData("rb", "{\"tuple\": [{\"int\": \"1\"}]}", "{[1] => 0}")]
    public void Translate_DictionaryKeys_AreThoseThatTheLanguageHas(string language, string key, string? expected)
    {
        var problem = ReadDocument.Identity("{\"dict\": [\"any\", \"int\"]}", "{\"dict\": [[" + key + ", {\"int\": \"0\"}]]}");
        var translated = new ProblemTranslator(Catalog.Find(language)).Translate(problem, "f", "f", out var unsaid);

        Assert.Equal(expected is null ? "a dictionary's keys cannot be tuples" : null, unsaid?.Reason);
        Assert.Contains(expected ?? "", translated?.Tests ?? "");
    }

    [Theory]
    [InlineData(1, "Unit<Long>")]
    [InlineData(3, "Triplet<Long, Long, Long>")]
    public void Translate_TupleOfAnySize_HasAClassOfThatSize(int count, string expected)
    {
        var type = "{\"tuple\": [" + string.Join(", ", Enumerable.Repeat("\"int\"", count)) + "]}";
        var value = "{\"tuple\": [" + string.Join(", ", Enumerable.Repeat("{\"int\": \"1\"}", count)) + "]}";

        Assert.Contains(expected, Translate("java", type, value).Prompt);
        Assert.Contains($"{expected.Split('<')[0]}.with(1l", Translate("java", type, value).Tests);
    }

    [Theory]
    [InlineData("java", "{\"optional\": \"int\"}", "Optional<Long> f(Optional<Long> x)")]
    [InlineData("java", "{\"list\": {\"optional\": \"bool\"}}", "ArrayList<Optional<Boolean>> f(ArrayList<Optional<Boolean>> x)")]
    [InlineData("ts", "{\"list\": {\"optional\": \"int\"}}", "(x: (number | undefined)[]): (number | undefined)[]")]
    [InlineData("ts", "{\"tuple\": [{\"optional\": \"int\"}, \"str\"]}", "(x: [number | undefined, string])")]
    [InlineData("rs", "{\"dict\": [\"str\", {\"tuple\": [\"int\"]}]}", "fn f(x: HashMap<String, (isize,)>) -> HashMap<String, (isize,)> {")]
    [InlineData("cpp", "{\"list\": {\"dict\": [\"int\", \"float\"]}}", "std::vector<std::map<long,float>> f(")]
    [InlineData("go", "{\"list\": {\"list\": \"float\"}}", "func f(x [][]float64) [][]float64 {")]
    public void Translate_Types_AreNestedAsTheLanguageNestsThem(string language, string type, string expected)
    {
        var empty = type.StartsWith("{\"dict", StringComparison.Ordinal) ? "{\"dict\": []}"
            : type.StartsWith("{\"list", StringComparison.Ordinal) ? "{\"list\": []}"
            : type.StartsWith("{\"tuple", StringComparison.Ordinal) ? "{\"tuple\": [{\"none\": null}, {\"str\": \"\"}]}" : "{\"none\": null}";
        Assert.Contains(expected, Translate(language, type, empty).Prompt);
    }

    [Theory]
    [InlineData("java", "class", "long class_")]
    [InlineData("js", "function", "(function_)")]
    [InlineData("rb", "END", "(end_)")]
    [InlineData("rb", "N", "(n)")]
    [InlineData("lua", "end", "(end_)")]
    [InlineData("php", "class", "($class)")]
    public void Translate_ParameterCalledLikeAWordOfTheLanguage_IsRenamed(string language, string name, string expected)
    {
        var problem = ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}") with { Parameters = [new ProblemParameter(name, new ProblemType(TypeKind.Whole))] };

        Assert.Contains(expected, new ProblemTranslator(Catalog.Find(language)).Translate(problem, "f", "f", out _)!.Prompt);
    }

    private static string Tests(string language, string type, string value) => Translate(language, type, value).Tests;

    private static TranslatedProblem Translate(string language, string type, string value)
    {
        var translated = new ProblemTranslator(Catalog.Find(language)).Translate(ReadDocument.Identity(type, value), "f", "f", out var unsaid);
        Assert.True(translated is not null, unsaid?.Reason);
        return translated;
    }
}
