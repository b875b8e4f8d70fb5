using System.Text.Json.Nodes;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Programs;

public sealed class InputTestAssemblerTests : IDisposable
{
    private static readonly Language Language = TestLanguages.Compiled with
    {
        Driver = new TestDriver(["expect"], ["run"], ["check"], Warm: false),
    };

    private static readonly ExpectedOutputs Expected = new(
    [
        new ExpectedGroup("base inputs", "base outputs", [TimeSpan.FromSeconds(2), TimeSpan.Zero]),
        new ExpectedGroup("plus inputs", "plus outputs", [TimeSpan.FromMilliseconds(1)]),
    ]);

    private readonly TemporaryFolder _folder = new();
    private readonly ProblemSet _set;

    public InputTestAssemblerTests()
    {
        InputTestsText.Write(_folder);
        _set = InputTestsText.Library(_folder).Load(new SuiteName("calls+", null), [])[0];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Expect_Problem_IsTheReferenceWithAllInputs()
    {
        var draft = Assembler().Expect(_set.Problems[1]);
        Assert.Equal("def f(x):  # 1\n    return x\n", draft.Text);
        Assert.Equal(["expect"], Assert.Single(draft.Steps).Command);
        Assert.Equal(
            ["base.inputs.jsonl", "base.expected.jsonl", "base.seconds.json", "plus.inputs.jsonl", "plus.expected.jsonl", "plus.seconds.json"],
            draft.Results);
        var request = JsonNode.Parse(Assert.Single(draft.Data).Content)!;
        Assert.Equal(("f", "[tuple(x) for x in arguments]"), ((string?)request["entry_point"], (string?)request["restore"]));
        Assert.Equal($"[[1],[{new string('9', 5000)}]]", request["groups"]!["base"]!.ToJsonString());
        Assert.Equal("[[1e-3],[\"\\u00E9\"]]", request["groups"]!["plus"]!.ToJsonString());
    }

    [Fact]
    public void Read_WhatSuchAProgramLeaves_GivesTheGroups()
    {
        var results = new Dictionary<string, string>
        {
            ["base.inputs.jsonl"] = "i",
            ["base.expected.jsonl"] = "e",
            ["base.seconds.json"] = "[0.5, 1e-05]",
            ["plus.inputs.jsonl"] = "j",
            ["plus.expected.jsonl"] = "f",
            ["plus.seconds.json"] = "[]",
        };
        var groups = Assembler().Read(results)!.Groups;
        Assert.Equal(("i", "e"), (groups[0].Inputs, groups[0].Outputs));
        Assert.Equal([TimeSpan.FromSeconds(0.5), TimeSpan.FromMicroseconds(10)], groups[0].Times);
        Assert.Empty(groups[1].Times);
        foreach (var name in results.Keys)
        {
            Assert.Null(Assembler().Read(results.Where(result => result.Key != name).ToDictionary()));
        }
    }

    [Fact]
    public void Assemble_Solution_RunsAndChecksEachGroup()
    {
        var draft = Assembler().Assemble(_set.Problems[0], "the code", Expected);
        Assert.Equal("the code", draft.Text);
        Assert.Equal([StepKind.Run, StepKind.Check, StepKind.Run, StepKind.Check], draft.Steps.Select(step => step.Kind));
        Assert.Equal(["base", "plus"], draft.Groups);
        // 8 s and 4 s for the inputs, and the margin.
        Assert.Equal((TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(39)), (draft.Steps[0].Limits.CpuTime, draft.Steps[0].Limits.WallTime));
        Assert.Equal(TimeSpan.FromSeconds(5), draft.Steps[2].Limits.CpuTime);
        var drive = JsonNode.Parse(Content(draft, "drive.json", 0))!;
        Assert.Equal("""{"entry_point":"f","limits":[8,4],"wall_factor":3,"all":false,"oracle":{"atol":0.5,"kind":"set"}}""", drive.ToJsonString());
    }

    [Fact]
    public void Assemble_Solution_NeverSeesWhatIsExpectedOrTheWord()
    {
        var word = ProofWord.Fresh(System.Security.Cryptography.RandomNumberGenerator.Create());
        var program = Assembler().Assemble(_set.Problems[0], "the code", Expected).Seal(word);
        foreach (var file in program.Files.Where(file => file.Step is null or 0 or 2))
        {
            Assert.DoesNotContain("outputs", file.Content, StringComparison.Ordinal);
            Assert.DoesNotContain(word.Text, file.Content, StringComparison.Ordinal);
        }

        Assert.Equal(2, program.Files.Count(file => file.Name == "check.json" && file.Content.Contains(word.Text, StringComparison.Ordinal)));
        Assert.Equal("the code", program.Files[0].Content);
    }

    [Fact]
    public void Assemble_RulesOfAProblem_LaterOnesReplaceWhatTheySay()
    {
        var draft = Assembler(all: true).Assemble(_set.Problems[1], "", Expected);
        Assert.Equal(
            """{"oracle":{"atol":0.5,"kind":"equal","accept":[1,"1",true,null]},"all":true,"word":"{{ word }}"}""",
            Content(draft, "check.json", 1));
        Assert.True(draft.RecordsAll);
    }

    [Fact]
    public void Assemble_Timeout_ReplacesTheTimeOfRunsAlone()
    {
        var draft = Assembler(new LimitOverrides { Timeout = TimeSpan.FromSeconds(2), Memory = ByteSize.FromMebibytes(99) }).Assemble(_set.Problems[0], "", Expected);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6)), (draft.Steps[0].Limits.CpuTime, draft.Steps[0].Limits.WallTime));
        Assert.Equal(Language.Limits.CpuTime, draft.Steps[1].Limits.CpuTime);
        Assert.All(draft.Steps, step => Assert.Equal(ByteSize.FromMebibytes(99), step.Limits.Memory));
    }

    [Fact]
    public void Expect_Timeout_LeavesTheReferenceItsTime()
    {
        var usual = Assert.Single(Assembler().Expect(_set.Problems[0]).Steps).Limits;
        var hurried = Assembler(new LimitOverrides { Timeout = TimeSpan.FromSeconds(2) });
        Assert.Equal(usual, Assert.Single(hurried.Expect(_set.Problems[0]).Steps).Limits);
        Assert.True(hurried.Limits.CpuTime >= usual.CpuTime && hurried.Limits.WallTime >= usual.WallTime, "The sandbox is opened for less.");
    }

    private static string Content(ProgramDraft draft, string name, int step) =>
        Assert.Single(draft.Data, file => file.Name == name && file.Step == step).Content;

    private InputTestAssembler Assembler(LimitOverrides? overrides = null, bool all = false) =>
        new(Language, _set.Suite, overrides ?? new LimitOverrides(), all);
}
