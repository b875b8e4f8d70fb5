using System.Text.RegularExpressions;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads languages/&lt;id&gt;/language.yaml, strictly: what it does not know it refuses.</summary>
public static partial class LanguageReader
{
    /// <summary>The file's name in a language's folder.</summary>
    public const string FileName = "language.yaml";

    /// <summary>Reads the language of a folder.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with the file, each with its line and field.</exception>
    public static Language Read(string folder)
    {
        var faults = new FaultCollector();
        var map = YamlMap.Load(Path.Combine(folder, FileName), faults);
        var language = map is null ? null : Read(map, Path.GetFullPath(folder));
        faults.ThrowIfAny();
        return language!;
    }

    private static Language Read(YamlMap map, string folder)
    {
        var limits = LimitsReader.Read(map.OptionalMap("limits"), new Limits());
        var steps = StepReader.ReadAll(map, limits);
        var variants = map.Maps("variants").Select(variant => ReadVariant(variant, limits)).ToList();
        Step[] all = [.. steps, .. variants.SelectMany(variant => variant.Steps)];
        var language = new Language
        {
            Id = map.Text("id"),
            Name = map.Text("name"),
            Aliases = map.Texts("aliases"),
            Folder = folder,
            FileName = map.FileName("file"),
            Steps = steps,
            Environment = map.TextMap("environment"),
            Helper = WarmReader.ReadHelper(map, all),
            CompileServer = WarmReader.ReadServer(map, all),
            Driver = ReadDriver(map.OptionalMap("driver")),
            Extractor = ReadExtractor(map.OptionalMap("extractor")),
            Answers = AnswerSyntaxReader.Read(map.OptionalMap("answers")),
            Docstrings = ReadDocstrings(map.OptionalMap("docstrings")),
            Reader = ReadReader(map.OptionalMap("reader")),
            StopSequences = map.Texts("stops"),
            Trimmer = map.OptionalText("trimmer"),
            Unchecked = map.OptionalText("unchecked"),
            FailureRules = FailureRuleReader.ReadAll(map),
            Variants = variants,
            Limits = LimitsReader.Largest(all, limits),
        };
        language = ProofReader.Read(map, language);
        map.RefuseTheRest();
        Check(map, language, Path.GetFileName(folder));
        return language;
    }

    private static LanguageVariant ReadVariant(YamlMap map, Limits limits)
    {
        var variant = new LanguageVariant(map.Text("name"), StepReader.ReadAll(map, limits));
        map.RefuseTheRest();
        return variant;
    }

    private static TestDriver? ReadDriver(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var driver = new TestDriver(map.SomeTexts("expect"), map.SomeTexts("run"), map.SomeTexts("check"), map.Flag("warm"));
        map.RefuseTheRest();
        return driver;
    }

    private static AnswerExtractor? ReadExtractor(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var extractor = new AnswerExtractor(map.SomeTexts("command"), (int)map.Number("version", 1), map.Flag("warm"));
        map.RefuseTheRest();
        return extractor;
    }

    private static DocstringSyntax? ReadDocstrings(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var docstrings = new DocstringSyntax(map.SomeTexts("quotes"), map.Text("comment"));
        map.RefuseTheRest();
        return docstrings;
    }

    private static TypedReader? ReadReader(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var reader = new TypedReader(map.SomeTexts("command"), map.Flag("warm"));
        map.RefuseTheRest();
        return reader;
    }

    private static void Check(YamlMap map, Language language, string folder)
    {
        if (language.Id != folder || !IsId(language.Id))
        {
            map.Fail("id", $"must be the folder's name, {folder}, in lower-case letters, digits and '-'.");
        }

        foreach (var twice in language.Variants.GroupBy(variant => variant.Name).Where(group => group.Count() > 1))
        {
            map.Fail("variants", $"has {twice.Key} twice.");
        }
    }

    /// <summary>Whether a text can be the id of a language.</summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]*\z")]
    private static partial Regex Id();
}
