using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems.Translations;
using CodeBench.Core.Programs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Translations;

/// <summary>Python's reader of typed problems, for real: each program by the warm helper and by a fresh process.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class ReadingTests(ContainerFixture containers) : IAsyncDisposable
{
    private const int Timeout = 120_000;

    private readonly PythonSandboxes _sandboxes = new(containers);

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_Programs_GivesExactlyTheirDocuments(bool warm)
    {
        var token = TestContext.Current.CancellationToken;
        Assert.InRange(ReadingCase.All.Count, 20, int.MaxValue);
        var found = new List<string>();
        foreach (var item in ReadingCase.All)
        {
            found.Add($"{item.Name}: {JsonNode.Parse(await ReadAsync(item.Program, item.EntryPoint, warm, token))!.ToJsonString()}");
        }

        Assert.Equal(ReadingCase.All.Select(item => $"{item.Name}: {item.Document.ToJsonString()}"), found);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("(", 200_000)]
    [InlineData("[[[[", 20_000)]
    [InlineData("assert f(1) == 1\n", 5_000)]
    [InlineData("'''\n>>> f(\n", 20_000)]
    [InlineData("-", 100_000)]
    public async Task Read_EnormousProgram_ComesToAnEnd(string text, int times)
    {
        var program = "def f(x: int) -> int:\n    'F.'\n" + string.Concat(Enumerable.Repeat(text, times));
        var reading = TypedProblemReader.Read(await ReadAsync(program, "f", warm: true, TestContext.Current.CancellationToken));
        Assert.True(reading.Problem is not null || reading.Refusal is not null);
    }

    [Fact(Timeout = Timeout)]
    public async Task Read_ProgramThatWouldDoSomething_DoesNothing()
    {
        const string Program = "open('problem.json', 'w').write('{}')\nprint('run')\ndef f(x: int) -> int:\n    'F.'\nassert f(1) == 1\n";
        var document = await ReadAsync(Program, "f", warm: true, TestContext.Current.CancellationToken);
        Assert.NotNull(TypedProblemReader.Read(document).Problem);
    }

    public async ValueTask DisposeAsync() => await _sandboxes.DisposeAsync();

    private async Task<string> ReadAsync(string program, string? entryPoint, bool warm, CancellationToken cancellationToken)
    {
        var sandbox = await _sandboxes.OpenAsync(warm, cancellationToken);
        var language = _sandboxes.Language(warm);
        var draft = new ProgramDraft
        {
            Language = language,
            Text = program,
            Steps = [new Step(StepKind.Run, language.Reader!.Command, language.Limits) { Warm = language.Reader.Warm }],
            Data = [new SourceFile("read.json", JsonSerializer.Serialize(new { entry_point = entryPoint }))],
            Results = [ReadingAssembler.ResultFile],
        };
        var report = Assert.Single(await sandbox.RunAsync(draft.Seal(null), cancellationToken));
        Assert.True(report is { End: StepEnd.Exited, ExitCode: 0 }, $"{program[..Math.Min(80, program.Length)]}: {report.End} {report.Stderr.Text}");
        Assert.Equal(("", ""), (report.Stdout.Text, report.Stderr.Text));
        return report.Results[ReadingAssembler.ResultFile];
    }
}
