using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>HumanEval, from the real file, judged in real containers.</summary>
[Trait("Category", "Container")]
public sealed class HumanEvalSpecs : IDisposable
{
    private const string Recorded = "recorded/qwen2.5-coder-1.5b-base/evalplus-humaneval/";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task References_AllPass()
    {
        var scores = await EvaluateAsync(record => record.Field("canonical_solution"), TestContext.Current.CancellationToken);
        Assert.Equal(164, scores.Count("passed"));
        Assert.Equal(0, scores.GetProperty("faults").GetInt32());
        var passAt1 = scores.GetProperty("scores")[0].GetProperty("pass_at").GetProperty("1");
        Assert.Equal(1.0, passAt1.GetProperty("value").GetDouble());
    }

    [Fact(Timeout = 300_000)]
    public async Task Bodies_ThatDoNothing_NeverPass()
    {
        var scores = await EvaluateAsync(_ => "    pass\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, scores.Count("passed"));
        Assert.Equal(0, scores.Count("sandbox_fault"));
        Assert.Equal(0, scores.GetProperty("faults").GetInt32());
        Assert.Equal(164, scores.GetProperty("scores")[0].GetProperty("samples").GetInt32());
    }

    [Fact(Timeout = 300_000)]
    public async Task CompletionsOfARealModel_GetTheirRecordedVerdicts()
    {
        Codebench.RequireEngine();
        var results = JsonNode.Parse(Samples.Text(SharedData.Require(Recorded + "generated_eval_results.json.gz")))!["eval"]!.AsObject();
        var run = _folder.PathOf("run");
        await Codebench.JsonAsync(
            0,
            ["evaluate", "--suite", "humaneval", "--samples", SharedData.Require(Recorded + "generated.jsonl.gz"), "--out", run],
            TestContext.Current.CancellationToken);

        var verdicts = Samples.Read(Path.Combine(run, "executions.jsonl"))
            .ToDictionary(line => line.Field("task_id"), line => line.Field("verdict") == "passed");
        var recorded = results.ToDictionary(item => item.Key, item => item.Value![0]!["base_status"]!.GetValue<string>() == "pass");
        Assert.Equal(164, recorded.Count);
        Assert.Empty(recorded.Where(item => verdicts[item.Key] != item.Value).Select(item => item.Key));
        Assert.Equal(72, verdicts.Values.Count(passed => passed)); // 43.9 % of 164, as published
    }

    [Theory(Timeout = 300_000)]
    [InlineData("canonical_solution", 164)]
    [InlineData("buggy_solution", 0)]
    public async Task HumanEvalPack_RightProgramsPassAndBuggyOnesFail(string solution, int passed)
    {
        Codebench.RequireEngine();
        var programs = Samples.Read(SharedData.Require("recorded/humanevalpack/humanevalpack_python.jsonl.gz"))
            .Select(record => new
            {
                id = record.Field("task_id"),
                program = record.Field("prompt") + record.Field(solution) + "\n" + record.Field("test"),
            });
        var file = _folder.Write("programs.jsonl", Samples.Lines(programs));
        var output = _folder.PathOf("verdicts.jsonl");
        var result = await Codebench.RunAsync(
            ["judge", "--language", "python", "--programs", file, "--out", output], TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);

        var verdicts = Samples.Read(output).Select(line => (Id: line.Field("id"), Verdict: line.Field("verdict"))).ToList();
        Assert.Equal(Enumerable.Range(0, 164).Select(number => $"Python/{number}"), verdicts.Select(item => item.Id));
        Assert.Equal(passed, verdicts.Count(item => item.Verdict == "passed"));
        Assert.DoesNotContain(verdicts, item => item.Verdict is "sandbox_fault" or "no_verdict");
    }

    private async Task<JsonElement> EvaluateAsync(Func<JsonObject, string> completion, CancellationToken cancellationToken)
    {
        Codebench.RequireEngine();
        var samples = Samples.Read(SharedData.Require("humaneval/HumanEval.jsonl.gz"))
            .Select(record => new { task_id = record.Field("task_id"), completion = completion(record) });
        var file = _folder.Write("samples.jsonl", Samples.Lines(samples));
        return await Codebench.JsonAsync(
            0, ["evaluate", "--suite", "humaneval", "--samples", file, "--out", _folder.PathOf("run")], cancellationToken);
    }
}
