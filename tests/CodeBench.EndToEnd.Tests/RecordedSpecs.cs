using System.Text.Json;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>
/// Programs of people and of a real model, right ones and wrong ones, get one verdict each, however they are run: by the warm helper
/// or in an interpreter of their own, from the cache or anew, one at a time or beside others.
/// </summary>
/// <remarks>Some of them, in the gate, in all ways but the first: CODEBENCH_ALL_PROGRAMS=1 takes all.</remarks>
[Trait("Category", "Container")]
public sealed class RecordedSpecs : IDisposable
{
    private const string Model = "recorded/qwen2.5-coder-1.5b-base/evalplus-humaneval/generated.jsonl.gz";

    // Some programs never end, and each of them is waited for ten times; the slowest right one needs 2.2 s.
    private const string Timeout = "5";
    private const int Every = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 900_000)]
    public async Task Programs_GetTheSameVerdicts_HoweverTheyAreRun()
    {
        Codebench.RequireEngine();
        var token = TestContext.Current.CancellationToken;
        // New for every run of this test, so that the cache holds none of them.
        var mark = $"\n# {Guid.NewGuid()}\n";
        var programs = Programs().Select(item => new { id = item.Id, program = item.Text + mark }).ToList();
        Assert.Equal(164 + 164 + 164 + 973, programs.Count);
        var file = _folder.Write("programs.jsonl", Samples.Lines(programs));

        var verdicts = await JudgeAsync(file, token, "--no-cache", "--workers", "2");
        Assert.Equal(programs.Select(program => program.id), verdicts.Select(item => item.Id));
        Assert.DoesNotContain(verdicts, item => item.Verdict == "sandbox_fault");
        Assert.All(verdicts.Where(item => item.Id.StartsWith("right", StringComparison.Ordinal)), item => Assert.Equal("passed", item.Verdict));
        Assert.All(verdicts.Where(item => item.Id.StartsWith("buggy", StringComparison.Ordinal)), item => Assert.NotEqual("passed", item.Verdict));

        var some = _folder.Write("some.jsonl", Samples.Lines(programs.Some(Every)));
        verdicts = [.. verdicts.Some(Every)];
        Assert.Equal(verdicts, await JudgeAsync(some, token, "--no-cache", "--workers", "2", "--no-helper"));
        Assert.Equal(verdicts, await JudgeAsync(some, token, "--no-cache", "--workers", "1"));
        Assert.Equal(verdicts, await JudgeAsync(some, token, "--workers", "4"));
        Assert.Equal(verdicts, await JudgeAsync(some, token, "--workers", "1"));
    }

    private static IEnumerable<(string Id, string Text)> Programs()
    {
        foreach (var record in Samples.Read(SharedData.Require("recorded/humanevalpack/humanevalpack_python.jsonl.gz")))
        {
            var id = record.Field("task_id");
            yield return ($"right {id}", record.Field("prompt") + record.Field("canonical_solution") + "\n" + record.Field("test"));
            yield return ($"buggy {id}", record.Field("prompt") + record.Field("buggy_solution") + "\n" + record.Field("test"));
        }

        var problems = Samples.Read(SharedData.Require("humaneval/HumanEval.jsonl.gz")).ToDictionary(record => record.Field("task_id"));
        foreach (var record in Samples.Read(SharedData.Require(Model)))
        {
            var problem = problems[record.Field("task_id")];
            yield return (
                $"model {record.Field("task_id")}",
                $"{record.Field("completion")}\n{problem.Field("test")}\ncheck({problem.Field("entry_point")})\n");
        }

        // MBPP/123 computes for seconds: whether it keeps the limit is the machine's affair.
        foreach (var record in Samples.Read(SharedData.Require("mbpp/mbpp.jsonl")).Where(record => (int)record["task_id"]! != 123))
        {
            var tests = record["test_list"]!.AsArray().Select(test => test!.GetValue<string>());
            yield return ($"right MBPP/{record["task_id"]}", string.Join('\n', [record.Field("code"), record.Field("test_setup_code"), .. tests]));
        }
    }

    private async Task<List<Judgement>> JudgeAsync(string programs, CancellationToken cancellationToken, params string[] more)
    {
        var output = _folder.PathOf("verdicts.jsonl");
        var result = await Codebench
            .CommandWithCache(["judge", "--language", "python", "--programs", programs, "--out", output, "--timeout", Timeout, .. more])
            .ExecuteBufferedAsync(cancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return [.. File.ReadLines(output).Select(line => JsonSerializer.Deserialize<Judgement>(line, JsonSerializerOptions.Web)!)];
    }

    private sealed record Judgement(string Id, string Verdict, [property: System.Text.Json.Serialization.JsonPropertyName("exit_code")] int? ExitCode, int? Signal);
}
