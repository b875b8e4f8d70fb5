using System.Text.Json;
using CodeBench.Cli.Composition;
using CodeBench.Core.Languages;

namespace CodeBench.Cli.Tests;

/// <summary>A language whose image could not be built where it was written is never taken for one that was checked.</summary>
public sealed class UncheckedLanguagesTests
{
    // Nothing listens on this port: what needs an engine ends there.
    private const string NoEngine = "tcp://127.0.0.1:1";

    private static readonly IReadOnlyList<Language> Catalog =
        LanguageCatalog.Read(Folders.Find(_ => null, AppContext.BaseDirectory).Languages).Languages;

    [Fact(Timeout = 60_000)]
    public async Task List_AsATable_SaysWhyForEach()
    {
        var result = await CommandLine.RunAsync(["languages", "list"], TestContext.Current.CancellationToken);
        var words = string.Join(' ', result.Out.Split([' ', '│', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.Contains("unchecked", words, StringComparison.Ordinal);

        // A table folds its cells: the first word of each reason stands in its row.
        var rows = result.Out.Split('\n');
        Assert.All(Unchecked(), language => Assert.Contains(
            rows, row => row.Contains($"│ {language.Id} ", StringComparison.Ordinal) && row.Contains(FirstWord(language), StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task List_AsJson_HasTheReasonWhereThereIsOne()
    {
        var result = await CommandLine.RunAsync(["languages", "list", "--json"], TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(result.Out);
        var reasons = document.RootElement.EnumerateArray().ToDictionary(
            row => row.GetProperty("id").GetString()!,
            row => row.TryGetProperty("unchecked", out var reason) ? reason.GetString() : null);
        Assert.Equal(Catalog.ToDictionary(language => language.Id, language => language.Unchecked), reasons);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("build")]
    [InlineData("check")]
    public async Task All_LeavesThemOutAndSaysSo(string command)
    {
        var result = await CommandLine.RunAsync(["languages", command, "--all", "--engine", NoEngine], TestContext.Current.CancellationToken);
        Assert.NotEqual(ExitStatus.Done, result.Status);
        Assert.All(Catalog, language => Assert.Equal(
            language.Unchecked is not null,
            result.Error.Contains($"{language.Id} is left out, since its definition is unchecked: {language.Unchecked}", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Named_IsNotLeftOut()
    {
        var language = Unchecked()[0];
        var result = await CommandLine.RunAsync(["languages", "check", language.Id, "--engine", NoEngine], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("left out", result.Error, StringComparison.Ordinal);
    }

    private static List<Language> Unchecked()
    {
        var languages = Catalog.Where(language => language.Unchecked is not null).ToList();
        Assert.NotEmpty(languages);
        return languages;
    }

    private static string FirstWord(Language language) => language.Unchecked!.Split(' ')[0];
}
