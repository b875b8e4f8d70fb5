using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Core.Tests.Problems.Translations;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

public sealed class TranslationStageTests : IDisposable
{
    private const string Whole = "\"int\"";
    private const string One = "{\"int\": \"1\"}";
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Translate_Problems_AreReadAsTheProgramOfAnEmptyCompletion()
    {
        var programs = new List<SourceProgram>();
        var result = await TranslateAsync(
            program =>
            {
                programs.Add(program);
                return Left(ReadDocument.Json(Whole, One));
            },
            partial: false,
            TestContext.Current.CancellationToken);

        var problem = _fixture.Suites[0].Problems[0];
        var files = programs.Single(program => program.Files[0].Content.Contains($"check({problem.EntryPoint})", StringComparison.Ordinal)).Files;
        Assert.StartsWith((string)problem.Fields["prompt"], files[0].Content);
        Assert.Equal(problem.EntryPoint, JsonDocument.Parse(files.Single(file => file.Name == "read.json").Content).RootElement.GetProperty("entry_point").GetString());
        Assert.DoesNotContain("proof", files[0].Content);
        Assert.Equal(["Starter_0_f", "Starter_1_f"], result.Problems.Select(translated => translated.Name));
        Assert.Equal("starter:python Starter/0", result.Problems[0].Original);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Translate_ProblemWithTestsThatCannotBeSaid_IsLeftOutUnlessPartsAreWanted(bool partial)
    {
        var reading = ReadDocument.Json(Whole, One, leftOut: "[{\"line\": 7, \"reason\": \"a loop\"}, {\"line\": 8, \"reason\": \"more\"}]");
        var result = await TranslateAsync(_ => Left(reading), partial, TestContext.Current.CancellationToken);

        Assert.Equal(partial ? 2 : 0, result.Problems.Count);
        Assert.Equal(partial ? [] : [new LeftOut("Starter/0", 7, "a loop"), new LeftOut("Starter/1", 7, "a loop")], result.LeftOutProblems);
        Assert.Equal(partial ? 4 : 0, result.LeftOutTests.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Translate_WhatCannotBeReadOrSaid_IsLeftOutWithItsReason()
    {
        var first = (string)_fixture.Suites[0].Problems[0].Fields["prompt"];
        var result = await TranslateAsync(
            program => program.Files[0].Content.StartsWith(first, StringComparison.Ordinal)
                ? Left("{\"refused\": {\"line\": 2, \"reason\": \"no types\"}}")
                : Left(ReadDocument.Json(Whole, "{\"str\": \"a\"}")),
            partial: true,
            TestContext.Current.CancellationToken);

        Assert.Empty(result.Problems);
        Assert.Equal([new LeftOut("Starter/0", 2, "no types"), new LeftOut("Starter/1", 9, "the value \"a\" is no int")], result.LeftOutProblems);
    }

    [Fact(Timeout = 30_000)]
    public async Task Translate_ReaderThatComesToNoEnd_LeavesTheProblemOut()
    {
        var result = await TranslateAsync(_ => ScriptedSandbox.Exited(1), partial: false, TestContext.Current.CancellationToken);

        Assert.All(result.LeftOutProblems, one => Assert.Contains("could not be read (runtime_error)", one.Reason));
    }

    [Fact(Timeout = 30_000)]
    public async Task Translate_SandboxThatFails_EndsIt() => await Assert.ThrowsAsync<MachineNotAbleException>(
        () => TranslateAsync(_ => throw new SandboxException("gone"), partial: false, TestContext.Current.CancellationToken));

    private static IReadOnlyList<StepReport> Left(string document) =>
        [ScriptedSandbox.Exited(0)[0] with { Results = new Dictionary<string, string> { [ReadingAssembler.ResultFile] = document } }];

    private async Task<SuiteTranslation> TranslateAsync(Func<SourceProgram, IReadOnlyList<StepReport>> script, bool partial, CancellationToken cancellationToken)
    {
        var stage = new TranslationStage(new ScriptedSandbox(script), _fixture.Cache, RunFixture.Random, _fixture.Observer);
        var results = await stage.RunAsync(
            _fixture.Suites[0].Set, _fixture.Languages.Find("python"), [ToyTranslation.Read()], partial, RunFixture.Options, cancellationToken);
        return Assert.Single(results);
    }
}
