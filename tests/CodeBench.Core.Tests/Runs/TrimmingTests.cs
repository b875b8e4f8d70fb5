using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

/// <summary>A language's trimmer cuts what no stop sequence has cut, and is shown what stands around it.</summary>
public sealed class TrimmingTests : IDisposable
{
    private const int Timeout = 30_000;

    private readonly RunFixture _fixture = new();
    private readonly ScriptedTrimmer _trimmer = new();

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Completion_ThatMetNoStop_IsTrimmedByItsSyntax()
    {
        var lines = await GenerateAsync("    return 1; and more", metStop: false, TestContext.Current.CancellationToken);

        Assert.Equal(["    return 1;", "    return 1;"], lines.Select(line => line.Completion));
        Assert.All(lines, line => Assert.Equal("    return 1; and more", line.Raw));
        Assert.All(_trimmer.Seen, seen => Assert.Contains("def f", seen.Before, StringComparison.Ordinal));
        Assert.All(_trimmer.Seen, seen => Assert.Contains("def check(candidate):", seen.After, StringComparison.Ordinal));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("    return 1; and more\n\ndef g(): pass", false)]
    [InlineData("    return 1; and more\n", true)]
    public async Task Completion_ThatMetAStop_IsTrimmedThereAlone(string text, bool metStop)
    {
        var lines = await GenerateAsync(text, metStop, TestContext.Current.CancellationToken);

        Assert.All(lines, line => Assert.Equal("    return 1; and more\n", line.Completion));
        Assert.Empty(_trimmer.Seen);
    }

    [Fact(Timeout = Timeout)]
    public async Task Trimmer_ThatThereIsNot_IsTheDefinitionsFault()
    {
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => GenerateAsync("", metStop: false, TestContext.Current.CancellationToken, trimmer: "skripted"));
        Assert.Contains("Did you mean scripted?", Assert.Single(exception.Faults).Message, StringComparison.Ordinal);
    }

    private async Task<List<CompletionLine>> GenerateAsync(string text, bool metStop, CancellationToken cancellationToken, string trimmer = "scripted")
    {
        using var folder = _fixture.Begin(_fixture.Plan(samples: 1));
        var source = new ScriptedSource((_, _) => text) { MetStop = metStop };
        var suites = _fixture.Suites.Select(suite => new SuiteRun(suite.Set, suite.Language with { Trimmer = trimmer }, null, ProblemShare.All)).ToList();
        await new GenerationStage(source, [_trimmer], _fixture.Observer).RunAsync(folder, suites, new BatchLimits(4), cancellationToken);
        return [.. folder.Completions.Read()];
    }

    private sealed class ScriptedTrimmer : ICompletionTrimmer
    {
        public string Id => "scripted";

        public List<(string Before, string After)> Seen { get; } = [];

        public string Trim(string before, string completion, string after)
        {
            Seen.Add((before, after));
            return completion[..(completion.IndexOf(';', StringComparison.Ordinal) + 1)];
        }
    }
}
