using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Answers;

/// <summary>Python's extractor, for real: each answer by the warm helper and by a fresh process.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class AnswerTests(ContainerFixture containers) : IAsyncDisposable
{
    private const int Timeout = 120_000;

    private readonly PythonSandboxes _sandboxes = new(containers);

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Extract_AwkwardAnswers_GivesExactlyTheCode(bool warm)
    {
        var token = TestContext.Current.CancellationToken;
        Assert.InRange(AnswerCase.All.Count, 60, int.MaxValue);
        var found = new List<string>();
        foreach (var item in AnswerCase.All)
        {
            var (rule, code) = await ExtractAsync(item, warm, token);
            found.Add($"{item.Name}: {rule}\n{code}");
        }

        Assert.Equal(AnswerCase.All.Select(item => $"{item.Name}: {item.Rule}\n{item.Code}"), found);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("```\n", 100_000)]
    [InlineData("@a\n", 300_000)]
    [InlineData("(\n", 400_000)]
    [InlineData("def f(x): pass\n", 60_000)]
    [InlineData("def f(x):\n    return (\n\n", 20_000)]
    [InlineData("    ", 250_000)]
    [InlineData("\0", 1000)]
    [InlineData("x = [", 50_000)]
    public async Task Extract_EnormousAnswer_ComesToAnEnd(string text, int times)
    {
        var answer = string.Concat(Enumerable.Repeat(text, times));
        var item = AnswerCase.All[0] with { Answer = answer };
        var (_, code) = await ExtractAsync(item, warm: true, TestContext.Current.CancellationToken);
        Assert.InRange(code.Length, 0, answer.Length + 1);
    }

    public async ValueTask DisposeAsync() => await _sandboxes.DisposeAsync();

    private async Task<(string Rule, string Code)> ExtractAsync(AnswerCase item, bool warm, CancellationToken cancellationToken)
    {
        var sandbox = await _sandboxes.OpenAsync(warm, cancellationToken);
        var language = _sandboxes.Language(warm);
        var request = JsonSerializer.Serialize(new { entry_point = item.EntryPoint, prompt = item.Prompt, prefill = item.Prefill });
        var draft = new ProgramDraft
        {
            Language = language,
            Text = "",
            Steps = [new Step(StepKind.Run, language.Extractor!.Command, language.Limits) { Warm = language.Extractor.Warm }],
            Data = [new SourceFile("answer.txt", item.Answer), new SourceFile("extract.json", request)],
            Results = [ExtractionAssembler.ResultFile],
        };
        var report = Assert.Single(await sandbox.RunAsync(draft.Seal(null), cancellationToken));
        Assert.True(report is { End: StepEnd.Exited, ExitCode: 0 }, $"{item.Name}: {report.End} {report.Stderr.Text}");
        Assert.Equal("", report.Stderr.Text);
        return (JsonDocument.Parse(report.Stdout.Text).RootElement.GetProperty("rule").GetString()!, report.Results[ExtractionAssembler.ResultFile]);
    }
}
