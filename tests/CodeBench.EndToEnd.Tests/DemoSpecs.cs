using CliWrap;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The demo: the whole line on what the repository ships.</summary>
[Trait("Category", "Container")]
public sealed class DemoSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Demo_ScoresItsCheckpointBetweenZeroAndOne_AndLeavesARunFolder()
    {
        Codebench.RequireEngine();
        var run = _folder.PathOf("demo");
        var scores = await Codebench.JsonAsync(0, ["demo", "--out", run], TestContext.Current.CancellationToken);
        var passAt = scores.GetProperty("scores")[0].GetProperty("pass_at");
        var (one, ten) = (passAt.GetProperty("1"), passAt.GetProperty("10"));
        Assert.InRange(one.GetProperty("value").GetDouble(), 0.15, 0.85);
        Assert.True(ten.GetProperty("value").GetDouble() > one.GetProperty("value").GetDouble() + 0.05);
        Assert.True(one.GetProperty("low").GetDouble() < one.GetProperty("value").GetDouble());
        Assert.True(one.GetProperty("high").GetDouble() > one.GetProperty("value").GetDouble());
        string[] files = ["run.json", "prompts.jsonl", "completions.jsonl", "executions.jsonl", "scores.json", "report.html", "report.md"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(run, file)), file));

        // Scores need neither model nor container: made again from the executions they are the same bytes.
        var before = await File.ReadAllBytesAsync(Path.Combine(run, "scores.json"), TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(run, "scores.json"));
        await Codebench.JsonAsync(0, ["score", run], TestContext.Current.CancellationToken);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(run, "scores.json"), TestContext.Current.CancellationToken));
        await Codebench.JsonAsync(0, ["report", run], TestContext.Current.CancellationToken);

        // As CI uses it (docs/compare-and-gate.md).
        string[] gate = ["gate", run, "--baseline", Path.Combine(run, "scores.json"), "--junit", _folder.PathOf("gate.xml"), "--markdown", _folder.PathOf("gate.md")];
        await Codebench.JsonAsync(0, [.. gate, "--min", "starter=0.15"], TestContext.Current.CancellationToken);
        await Codebench.JsonAsync(1, [.. gate, "--min", "starter:python=0.99"], TestContext.Current.CancellationToken);
        Assert.True(File.Exists(_folder.PathOf("gate.xml")) && File.Exists(_folder.PathOf("gate.md")));

        // A demo that is there is made anew, and nothing else is: here it is a night's work with another seed.
        var manifest = Path.Combine(run, "run.json");
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        Assert.Contains("\"seed\": 0", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(manifest, text.Replace("\"seed\": 0", "\"seed\": 7", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(2, (await Codebench.RunAsync(["demo", "--out", run], TestContext.Current.CancellationToken)).ExitCode);
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(run, file)), file));
        await File.WriteAllTextAsync(manifest, text, TestContext.Current.CancellationToken);
        await Codebench.JsonAsync(0, ["demo", "--out", run, "--timeout", "20"], TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 300_000)]
    public async Task Completions_OfTwoShards_AreThoseOfTheWhole()
    {
        string[] common = ["generate", "--model", Repository.PathOf("problems", "starter", "demo-checkpoint"), "--suite", "starter", "-n", "2", "--limit", "6", "--seed", "5"];
        await Codebench.JsonAsync(0, [.. common, "--out", _folder.PathOf("whole"), "--batch", "16"], TestContext.Current.CancellationToken);
        await Codebench.JsonAsync(0, [.. common, "--out", _folder.PathOf("one"), "--shard", "1/2"], TestContext.Current.CancellationToken);
        await Codebench.JsonAsync(0, [.. common, "--out", _folder.PathOf("two"), "--shard", "2/2", "--batch", "3"], TestContext.Current.CancellationToken);

        Assert.Equal(12, Completions("whole").Count());
        Assert.Equal(Completions("whole"), Completions("one").Concat(Completions("two")).Order());
    }

    [Fact(Timeout = 300_000)]
    public async Task Deterministic_CompletionsAreTheSameBytes_ForEveryBatch_InShards_AndAfterAKill()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await GenerateAsync("1", "--batch", "1");
        await GenerateAsync("4", "--batch", "4");
        await GenerateAsync("32", "--batch", "32", "--cache-memory", "64MiB");
        await GenerateAsync("one", "--shard", "1/2");
        await GenerateAsync("two", "--shard", "2/2", "--batch", "3");
        var killed = new RunningCommand(Codebench.Command(Arguments("killed", "--batch", "2")), _folder.PathOf("killed"), cancellationToken, "completions.jsonl");
        await killed.UntilAsync(3, cancellationToken);
        await Cli.Wrap("kill").WithArguments(["-9", $"{killed.ProcessId}"]).ExecuteAsync(cancellationToken);
        await killed.EndsWithAsync(128 + 9);
        var before = Lines("killed").Count();
        await GenerateAsync("killed", "--batch", "2");

        var expected = Lines("1").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(24, expected.Count);
        Assert.InRange(before, 1, 23);
        Assert.Equal(expected, Lines("4").Order(StringComparer.Ordinal));
        Assert.Equal(expected, Lines("32").Order(StringComparer.Ordinal));
        Assert.Equal(expected, Lines("one").Concat(Lines("two")).Order(StringComparer.Ordinal));
        Assert.Equal(expected, Lines("killed").Order(StringComparer.Ordinal));

        Task GenerateAsync(string run, params string[] more) => Codebench.JsonAsync(0, Arguments(run, more), cancellationToken);

        string[] Arguments(string run, params string[] more) =>
        [
            "generate", "--model", Repository.PathOf("problems", "starter", "demo-checkpoint"), "--suite", "starter", "-n", "4", "--limit", "6", "--seed", "5",
            "--deterministic", "--logprobs", "--out", _folder.PathOf(run), .. more,
        ];

        IEnumerable<string> Lines(string run) => File.ReadLines(Path.Combine(_folder.PathOf(run), "completions.jsonl"));
    }

    private IEnumerable<string> Completions(string run) =>
        Samples.Read(Path.Combine(_folder.PathOf(run), "completions.jsonl"))
            .Select(line => $"{line.Field("task_id")} {line["sample"]} {line.Field("raw")}")
            .Order();
}
