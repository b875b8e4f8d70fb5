using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>Chats on their way through a run: what is asked, what is kept, and what reaches the extractor.</summary>
public sealed class ChatStageTests : IDisposable
{
    private const string Style = """
          - name: chat
            chat: { user: "Solve:\n{{ prompt }}", assistant: "Here:\n```\n" }
            stops: ["\n```\n"]
            max_tokens: 9
            tab_width: 4

        """;

    private readonly RunFixture _fixture = new(Style);

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Generation_OfAChat_AsksTheRenderedTextAndKeepsTheMessages()
    {
        using var folder = _fixture.Begin(Plan());
        var source = new ScriptedSource((_, _) => "");
        await _fixture.GenerateAsync(folder, source, TestContext.Current.CancellationToken);

        var line = folder.Prompts.Read().First();
        Assert.Equal("<user>Solve:\ndef f0():\n<assistant>Here:\n```\n<1970-01-01>", line.Prompt);
        Assert.Equal([new ChatMessage("user", "Solve:\ndef f0():\n"), new ChatMessage("assistant", "Here:\n```\n")], line.Messages!);
        Assert.Equal((line.Prompt, line.Messages![1]), (source.Requests[0].Prompt, source.Requests[0].Messages![1]));
    }

    [Fact(Timeout = 30_000)]
    public async Task Generation_OfAnAnswer_KeepsItRawAndCutsItAndReplacesItsTabs()
    {
        using var folder = _fixture.Begin(Plan());
        await _fixture.GenerateAsync(folder, new ScriptedSource((_, _) => "def f0():\n\treturn 1\n```\nDone:\n\t"), TestContext.Current.CancellationToken);

        var line = folder.Completions.Read().First();
        Assert.Equal(
            (SampleKind.Answer, "def f0():\n\treturn 1\n```\nDone:\n\t", "def f0():\n    return 1"), (line.Kind, line.Raw, line.Completion));
    }

    [Fact(Timeout = 30_000)]
    public async Task Extraction_OfAnAnswer_KnowsWhatStoodInFrontOfIt()
    {
        using var folder = _fixture.Begin(Plan());
        await _fixture.GenerateAsync(folder, new ScriptedSource((_, _) => "def f0(): return 1"), TestContext.Current.CancellationToken);
        var asked = new List<string>();
        var sandbox = new ScriptedSandbox(program =>
        {
            if (program.Files.FirstOrDefault(file => file.Name == "extract.json") is not { } request)
            {
                return ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program));
            }

            asked.Add(request.Content);
            return ScriptedSandbox.Exited(0, "{\"rule\": \"block\"}\n");
        });
        await _fixture.ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);

        Assert.Equal(2, asked.Count);
        Assert.All(asked, request => Assert.Contains("\"prefill\":\"Here:\\n\\u0060\\u0060\\u0060\\n\"", request, StringComparison.Ordinal));
        Assert.Equal(2, folder.Extractions.Read().Count());
        Assert.Equal(2, folder.Executions.Read().Count());
    }

    [Fact]
    public void Plan_OfChats_ChangesWithWhatIsSaidInThem()
    {
        using var other = new RunFixture(Style.Replace("Here:", "There:", StringComparison.Ordinal));

        Assert.NotEqual(_fixture.Suites[0].ToPlan().PromptsSha256, other.Suites[0].ToPlan().PromptsSha256);
        Assert.Equal("chat", _fixture.Suites[0].ToPlan().PromptStyle);
    }

    [Fact]
    public void Plan_OfARunThatIsThere_NeedsNoModel()
    {
        using (_fixture.Begin(Plan()))
        {
        }

        using var folder = RunFolder.Open(_fixture.Folder);
        Assert.Equal("Here:\n```\n", _fixture.Loader.Load(folder)[0].PrefillOf("Starter/0"));
    }

    [Fact]
    public void Extractors_OfALanguageWithoutOne_AreAFault()
    {
        var suite = _fixture.Suites[0];
        var faults = new FaultCollector();
        AnswerExtractors.Require([new SuiteRun(suite.Set, suite.Language with { Extractor = null }, null, ProblemShare.All)], "--prompt-style", faults);

        Assert.Equal("--prompt-style", Assert.Single(faults.Faults).Where);
        Assert.Equal(suite.Language.Extractor!.Version, AnswerExtractors.VersionsOf([suite])![suite.Language.Id]);
        Assert.Null(AnswerExtractors.VersionsOf([]));
    }

    private RunPlan Plan() => _fixture.Plan(samples: 1) with { Extractors = AnswerExtractors.VersionsOf(_fixture.Suites) };
}
