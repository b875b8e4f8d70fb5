using System.Text.Json.Nodes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A language whose programs are compiled in this process: the verdicts are those of its compiler in the container.</summary>
[Trait("Category", "Container")]
public sealed class HostCompilerSpecs : IDisposable
{
    private const int Every = 3;
    private const string Recorded = "recorded/qwen2.5-coder-1.5b-base/multipl-e/humaneval-cs-details.json.gz";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task RecordedPrograms_GetTheSameVerdicts_WhereverTheyAreCompiled()
    {
        Codebench.RequireEngine();
        var recorded = Programs();
        Assert.Equal(158, recorded.Count);
        var programs = recorded.Some(Every).ToDictionary(item => item.Key, item => item.Value["code"]!.GetValue<string>());

        var here = await JudgeAsync(programs, TestContext.Current.CancellationToken);
        var there = await JudgeAsync(programs, TestContext.Current.CancellationToken, "--no-helper");

        Assert.Equal(programs.Count, here.Count);
        Assert.Equal(Verdicts(there), Verdicts(here));
    }

    /// <summary>Whoever recorded the verdicts let every program pass that said of no test that it failed, though it may have thrown.</summary>
    [Fact(Timeout = 600_000)]
    public async Task RecordedPrograms_CountedAsTheyWere_GetTheRecordedVerdicts()
    {
        Codebench.RequireEngine();
        var recorded = Programs();

        var ours = await JudgeAsync(recorded.ToDictionary(item => item.Key, item => item.Value["code"]!.GetValue<string>()), TestContext.Current.CancellationToken);

        var others = recorded.Where(item => item.Value["passed"]!.GetValue<bool>() != PassesTheirWay(ours[item.Key])).Select(item => item.Key);
        Assert.Empty(others);
    }

    [Fact(Timeout = 600_000)]
    public async Task Programs_ThatTheCompilerFears_AreCompiledInTheContainer()
    {
        Codebench.RequireEngine();
        const string Main = "class Problem {{ public static void Main(string[] args) {{ {0} System.Diagnostics.Debug.Assert(x == 1); }}\n\n}}\n";
        var deep = new string('(', 100) + "1" + new string(')', 100);
        var verdicts = await JudgeAsync(
            new Dictionary<string, string>
            {
                ["right"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, Main, $"var x = {deep};"),
                ["wrong"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, Main, $"var x = 1 + {deep};"),
                ["broken"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, Main, $"var x = ({deep};"),
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("passed", verdicts["right"].Field("verdict"));
        Assert.Equal("wrong_answer", verdicts["wrong"].Field("verdict"));
        Assert.Equal("compile_error", verdicts["broken"].Field("verdict"));
    }

    // Who fills its memory for ever reaches one limit or the other first, by how busy the machine is.
    private static IEnumerable<(string Id, string Verdict)> Verdicts(Dictionary<string, JsonObject> lines) => lines
        .OrderBy(item => item.Key, StringComparer.Ordinal)
        .Select(item => (item.Key, item.Value.Field("verdict") is "memory_exceeded" or "timed_out" ? "limit" : item.Value.Field("verdict")));

    private static bool PassesTheirWay(JsonObject line) => line.Field("verdict") is "passed" or "runtime_error"
        && !line.Field("stderr").Contains("Fail:", StringComparison.Ordinal);

    private static Dictionary<string, JsonNode> Programs() => JsonNode.Parse(Samples.Text(SharedData.Require(Recorded)))!.AsObject()
        .ToDictionary(item => item.Key, item => item.Value![0]![1]!);

    private async Task<Dictionary<string, JsonObject>> JudgeAsync(
        Dictionary<string, string> programs, CancellationToken cancellationToken, params string[] more)
    {
        var file = _folder.Write("programs.jsonl", Samples.Lines(programs.Select(item => new { id = item.Key, program = item.Value })));
        var output = _folder.PathOf("verdicts.jsonl");
        var result = await Codebench.RunAsync(
            ["judge", "--language", "csharp", "--programs", file, "--out", output, "--workers", "2", .. more], cancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return Samples.Read(output).ToDictionary(line => line.Field("id"));
    }
}
