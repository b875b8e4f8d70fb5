using System.Text.Json;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Two runs of a real model's answers, compared and before a gate.</summary>
[Trait("Category", "Container")]
public sealed class CompareSpecs : IDisposable
{
    private const string Recorded = "recorded/qwen2.5-coder-1.5b-base/evalplus-humaneval/generated.jsonl.gz";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <remarks>
    /// In the second run every ninth answer is the reference solution, and the one after it is known to be wrong. By the recorded verdicts the model fails 9 of the
    /// former, which are won, and passes 6 of the latter, which are lost: p = 2 (C(15,0) + .. + C(15,6)) / 2^15 = 2 (1 + 15 + 105 + 455 + 1365 + 3003 + 5005) / 32768
    /// = 19898 / 32768, and 72 + 9 - 6 of 164 pass.
    /// </remarks>
    [Fact(Timeout = 300_000)]
    public async Task Compare_TwoRunsOfRecordedAnswers_FindsTheFlipsAndTheirP()
    {
        Codebench.RequireEngine();
        var token = TestContext.Current.CancellationToken;
        var answers = Samples.Read(SharedData.Require(Recorded)).ToDictionary(record => record.Field("task_id"), record => record.Field("completion"));
        var problems = Samples.Read(SharedData.Require("humaneval/HumanEval.jsonl.gz"));
        var wrong = Samples.Read(SharedData.Require("recorded/humanevalpack/humanevalpack_python.jsonl.gz"));
        var mixed = problems.Select((problem, number) => new
        {
            task_id = problem.Field("task_id"),
            completion = (number % 9) switch
            {
                0 => problem.Field("canonical_solution"),
                1 => wrong[number].Field("buggy_solution"),
                _ => answers[problem.Field("task_id")],
            },
        });
        var (before, after) = (_folder.PathOf("before"), _folder.PathOf("after"));
        await Codebench.JsonAsync(0, ["evaluate", "--suite", "humaneval", "--samples", SharedData.Require(Recorded), "--out", before], token);
        await Codebench.JsonAsync(0, ["evaluate", "--suite", "humaneval", "--samples", _folder.Write("mixed.jsonl", Samples.Lines(mixed)), "--out", after], token);

        var row = Assert.Single((await Codebench.JsonAsync(0, ["compare", before, after], token)).GetProperty("comparisons").EnumerateArray());
        Assert.Equal((72 / 164.0, 75 / 164.0), (row.GetProperty("a").GetDouble(), row.GetProperty("b").GetDouble()));
        Assert.Equal(19898 / 32768.0, row.GetProperty("p").GetDouble(), 12);
        var flips = row.GetProperty("flips").EnumerateArray().ToLookup(flip => Passed(flip, "b") > Passed(flip, "a"), flip => Number(flip) % 9);
        Assert.Equal((9, 6), (flips[true].Count(), flips[false].Count()));
        Assert.All(flips[true], rest => Assert.Equal(0, rest));
        Assert.All(flips[false], rest => Assert.Equal(1, rest));

        await Codebench.JsonAsync(0, ["gate", after, "--baseline", before, "--min", "humaneval=0.4"], token);
        var no = await Codebench.JsonAsync(1, ["gate", before, "--baseline", Path.Combine(after, "scores.json"), "--min", "humaneval:python=0.45"], token);
        Assert.Equal("no: humaneval (python): pass@1 is 43.9 %, and the floor 45.0 %", no.GetProperty("why").GetString());
    }

    private static int Passed(JsonElement flip, string run) => flip.GetProperty(run).GetProperty("passed").GetInt32();

    private static int Number(JsonElement flip) => int.Parse(flip.GetProperty("task_id").GetString()!.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
}
