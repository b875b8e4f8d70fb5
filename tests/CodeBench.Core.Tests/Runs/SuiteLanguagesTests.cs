using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>A suite in its own language and in another.</summary>
public sealed class SuiteLanguagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "python")]
    [InlineData("all", "python,javascript")]
    [InlineData("js", "javascript")]
    public void Load_NoLanguageNamed_IsTheSuitesOwn(string? language, string expected)
    {
        var runs = Loader().Load([new SuiteSelection(new SuiteName("tiny", null), language is null ? [] : [language])], null, ProblemShare.All);

        Assert.Equal(expected.Split(','), runs.Select(run => run.Language.Id));
    }

    [Fact]
    public void Load_ProblemWithoutStopSequences_HasItsLanguages()
    {
        var runs = Loader().Load([new SuiteSelection(new SuiteName("tiny", null), ["all"])], "completion", ProblemShare.All);

        Assert.All(runs, run => Assert.All(run.Prompts, line => Assert.Equal(run.Language.StopSequences, line.StopSequences)));
        Assert.NotEmpty(runs[0].Language.StopSequences);
        runs = Loader().Load([new SuiteSelection(new SuiteName("tiny", null), [])], "few-shot", ProblemShare.All);
        Assert.Equal(["\nQ"], runs[0].Prompts[0].StopSequences);
    }

    [Fact]
    public void Variant_OfTheSuitesOwnLanguage_IsNotThatOfOthers()
    {
        var loader = Loader("variant: module\n");
        var python = Assert.Single(loader.Load([new SuiteSelection(new SuiteName("tiny", null), [])], null, ProblemShare.All));
        var suite = python.Set.Suite;

        Assert.Equal(("module", null), (suite.VariantOf("python"), suite.VariantOf("javascript")));
        Assert.Equal("-c", Assert.Single(new ProgramAssembler(python.Language, suite, new LimitOverrides()).Steps).Command[1]);
        Assert.Equal("debug", loader.Load([new SuiteSelection(new SuiteName("tiny", "all"), ["js"])], null, ProblemShare.All)[0].Set.Suite.Files.Single(file => file.Name == "debug.jsonl").Variant);
    }

    [Fact]
    public void Load_EmptyReference_IsNone()
    {
        var text = SuiteText.Records.Replace("\"2\"", "\"\"", StringComparison.Ordinal);

        Assert.Equal([null, "3"], TinySuite.Load(text).Problems.Select(problem => problem.Reference));
    }

    private SuiteRunLoader Loader(string more = "")
    {
        var fields = SuiteText.Right[SuiteText.Right.IndexOf("    fields:", StringComparison.Ordinal)..SuiteText.Right.IndexOf("versions:", StringComparison.Ordinal)];
        var text = SuiteText.Right
            .Replace("versions:", $"  other.jsonl:\n    language: javascript\n{fields}  debug.jsonl:\n    language: javascript\n    variant: debug\n{fields}versions:", StringComparison.Ordinal)
            .Replace("files: [tiny.jsonl]\n    tasks", "files: [tiny.jsonl, other.jsonl]\n    tasks", StringComparison.Ordinal)
            .Replace("files: [tiny.jsonl]\ntask_id", "files: [tiny.jsonl, debug.jsonl]\ntask_id", StringComparison.Ordinal);
        _folder.Write("tiny/suite.yaml", more + text);
        foreach (var file in new[] { "tiny.jsonl", "other.jsonl", "debug.jsonl" })
        {
            _folder.Write($"tiny/{file}", SuiteText.Records);
        }

        var files = new BenchmarkFiles(new BenchmarkFolders { Cache = _folder.PathOf("cache") });
        return new SuiteRunLoader(new SuiteLibrary(SuiteCatalog.Read(_folder.Path), files), LanguageCatalog.Read(Repository.PathOf("languages")));
    }
}
