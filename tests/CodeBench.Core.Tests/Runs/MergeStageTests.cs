using CodeBench.Core.Faults;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>Shards of a run become the run that one process would have made, or it is said why not.</summary>
public sealed class MergeStageTests : IDisposable
{
    private readonly ShardedRun _run = new(shards: 3);
    private readonly SilentObserver _observer = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Merge_OfShardsInAnyOrder_IsTheRunThatOneProcessMakes()
    {
        using var whole = RunFolder.Open(_run.Whole());
        new ScoringStage(_observer).Run(whole);
        var shards = _run.Shards();
        using var merged = Merge("merged", shards);
        using var other = Merge("other", [shards[2], shards[0], shards[1]]);

        new ScoringStage(_observer).Run(merged);
        Assert.Equal(File.ReadAllText(whole.PathOf("scores.json")), File.ReadAllText(merged.PathOf("scores.json")));
        Assert.Equal(File.ReadAllText(whole.Prompts.Path), File.ReadAllText(merged.Prompts.Path));
        Assert.All((string[])["completions.jsonl", "executions.jsonl"], file =>
        {
            Assert.Equal(File.ReadLines(whole.PathOf(file)).Order(StringComparer.Ordinal), File.ReadLines(merged.PathOf(file)).Order(StringComparer.Ordinal));
            Assert.Equal(File.ReadAllText(merged.PathOf(file)), File.ReadAllText(other.PathOf(file)));
        });
        Assert.Equal(RunFolder.HashOf(whole.Manifest.Plan), RunFolder.HashOf(merged.Manifest.Plan));
        Assert.Equal(["humaneval+/0", "humaneval+/0", "humaneval+/0", "humaneval+/1"], merged.Completions.Read().Take(4).Select(line => line.TaskId));
        Assert.Equal(["humaneval+", "humaneval+base", "humaneval+"], merged.Executions.Read().Take(3).Select(line => line.Suite));
        Assert.Equal(["1/3 node 1", "2/3 node 2", "3/3 node 3"], merged.Manifest.Shards!.Select(shard => $"{shard.Shard} {shard.Host.System}"));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), merged.Manifest.Created);
        Assert.False(Path.Exists(merged.PathOf(".merging")));
    }

    [Fact]
    public void Merge_OfShardsThatAskedServers_NamesEachServerOnce()
    {
        var shards = _run.Shards(manifest => manifest with { Servers = [Server("a"), Server(manifest.Plan.Shard == "2/3" ? "b" : "a")] });
        using var merged = Merge("merged", shards);
        Assert.Equal(["a", "b"], merged.Manifest.Servers!.Select(server => server["address"]));

        static Dictionary<string, string> Server(string address) => new() { ["address"] = address };
    }

    [Fact(Timeout = 60_000)]
    public async Task Merge_OfMoreShardsThanProblems_IsTheWholeToo()
    {
        using var run = new ShardedRun(shards: 4, problems: 2);
        using var empty = RunFolder.Open(run.Shard(4));
        Assert.Empty(new ScoringStage(_observer).Run(empty).Scores);
        await RunFixture.Reporting.RunAsync(empty, [], null);
        Assert.True(File.Exists(empty.PathOf("report.html")));
        empty.Dispose();
        using var merged = new MergeStage(_observer).Run(run.Shards(), run.PathOf("merged"), TestContext.Current.CancellationToken);
        Assert.Equal(2 * 2 * ShardedRun.Samples, merged.Completions.Read().Count());
    }

    [Fact]
    public void Merge_OfAShardThatIsThereTwice_TakesItOnceAndSaysSo()
    {
        var shards = _run.Shards();
        var copy = _run.Make("copy", (2, 3), null);
        using var merged = Merge("merged", [.. shards, shards[0], copy]);
        Assert.Equal(2 * 7 * ShardedRun.Samples, merged.Completions.Read().Count());
        Assert.Equal([$"{shards[0]} is named 2 times: it is taken once.", $"{copy} is a copy of {shards[1]}: it is taken once."], _observer.Messages.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Merge_OfAShardThatIsThereTwiceAndDiffers_IsRefused()
    {
        var shards = _run.Shards();
        var other = _run.Make("other", (2, 3), manifest => manifest with { Created = DateTimeOffset.UnixEpoch.AddDays(9) });
        Assert.Contains($"is shard 2/3 as {shards[1]} is, and differs", Assert.Single(Faults([.. shards, other])), StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_WithoutAShard_SaysWhichIsMissing() =>
        Assert.Equal(["RUN: 1/3 is missing", "RUN: 3/3 is missing"], Faults([_run.Shard(2)]));

    [Fact]
    public void Merge_OfShardsOfOtherRuns_NamesEachDifference()
    {
        var shards = _run.Shards();
        var foreign = _run.Make("foreign", (3, 3), manifest => manifest with
        {
            Codebench = "2.0",
            Images = new Dictionary<string, string> { ["python"] = "sha256:another" },
            Plan = manifest.Plan with { Memory = "1GiB", Sampling = manifest.Plan.Sampling! with { Seed = 2 } },
        });
        var found = Faults([shards[0], shards[1], foreign]);
        Assert.All(found, fault => Assert.StartsWith(Path.Combine(foreign, "run.json") + ": ", fault, StringComparison.Ordinal));
        Assert.Equal(["sampling", "memory", "codebench", "images"], found.Select(fault => fault.Split(": ")[1]));
        Assert.Contains("\"seed\":2", found[0], StringComparison.Ordinal);

        var fourth = _run.Make("fourth", (3, 4), null);
        Assert.Contains(Faults([shards[0], shards[1], fourth]), fault => fault.Contains("is shard 3/4", StringComparison.Ordinal) && fault.Contains("other numbers of parts", StringComparison.Ordinal));
    }

    [Fact]
    public void Merge_OfUnfinishedShards_NamesTheirFoldersAndWhatFinishesThem()
    {
        var shards = _run.Shards();
        CutLast(shards[0], "completions.jsonl", 1);
        CutLast(shards[1], "executions.jsonl", 2);
        File.Delete(Path.Combine(shards[2], "prompts.jsonl"));
        Assert.Contains(Faults(shards), fault => fault.Contains("has 0 of 2 prompts", StringComparison.Ordinal));

        _run.Make("shard-3-again", (3, 3), null);
        var found = Faults([shards[0], shards[1], _run.PathOf("shard-3-again")]);
        Assert.Equal(
            [
                $"{shards[0]}/completions.jsonl: has 17 of 18 completions: give the command that began it once more (--shard 1/3 --out {shards[0]}), and it goes on",
                $"{shards[1]}/executions.jsonl: has the verdicts of 10 of 12 samples: 'codebench execute {shards[1]}' goes on",
            ],
            found);
    }

    [Fact]
    public void Merge_OfAShardThatDiedBetweenTheLinesOfASample_IsRefused()
    {
        var shards = _run.Shards();
        var path = Path.Combine(shards[0], "executions.jsonl");
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, lines.Where((_, i) => i != Array.FindIndex(lines, line => line.Contains("+base\"", StringComparison.Ordinal))));
        Assert.Contains("lacks verdicts of a part of the tests", Assert.Single(Faults(shards)), StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfShardsThatWereOnlyGenerated_IsTheRunThatWasOnlyGenerated()
    {
        var shards = _run.Shards();
        var whole = _run.Whole();
        // Nobody has begun to execute; an empty file says no more than none.
        File.Delete(Path.Combine(shards[0], "executions.jsonl"));
        File.WriteAllText(Path.Combine(shards[1], "executions.jsonl"), "");
        Assert.Equal(2, Faults(shards).Count);
        File.Delete(Path.Combine(shards[2], "executions.jsonl"));
        using (var merged = Merge("merged", shards))
        {
            Assert.False(merged.Executions.Exists);
            Assert.Equal(File.ReadLines(Path.Combine(whole, "completions.jsonl")).Order(), File.ReadLines(merged.Completions.Path).Order());
        }

        CutLast(shards[0], "completions.jsonl", 1);
        Assert.Contains("has 17 of 18 completions", Assert.Single(Faults(shards)), StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_KeepsSandboxFaults()
    {
        var shards = _run.Shards();
        var path = Path.Combine(shards[0], "executions.jsonl");
        var lines = File.ReadAllLines(path);
        var at = Array.FindIndex(lines, line => line.Contains("\"humaneval+\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"passed\"", "\"sandbox_fault\"", StringComparison.Ordinal).Replace("\"wrong_answer\"", "\"sandbox_fault\"", StringComparison.Ordinal);
        File.WriteAllLines(path, lines.Where((_, i) => i != at + 1)); // a fault has no line for a part
        using var merged = Merge("merged", shards);
        Assert.Equal(1, new ScoringStage(_observer).Run(merged).Faults);
    }

    [Fact]
    public void Merge_OfDamagedShards_NamesFilesAndLines()
    {
        var shards = _run.Shards();
        Append(shards[0], "completions.jsonl", File.ReadLines(Path.Combine(shards[1], "completions.jsonl")).First());
        Append(shards[1], "completions.jsonl", File.ReadLines(Path.Combine(shards[1], "completions.jsonl")).First());
        Append(shards[2], "executions.jsonl", "{}");
        var found = Faults(shards);
        Assert.Equal(3, found.Count);
        Assert.StartsWith($"{shards[0]}/completions.jsonl:19: ", found[0], StringComparison.Ordinal);
        Assert.EndsWith("the shard asks no such problem", found[0], StringComparison.Ordinal);
        Assert.StartsWith($"{shards[1]}/completions.jsonl:13: ", found[1], StringComparison.Ordinal);
        Assert.StartsWith($"{shards[2]}/executions.jsonl:19: the line is damaged", found[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfWhatIsNoShard_IntoAFolderWithFiles_SaysAllAtOnceAndChangesNothing()
    {
        Directory.CreateDirectory(_run.PathOf("nothing"));
        Directory.CreateDirectory(_run.PathOf("mine"));
        File.WriteAllText(Path.Combine(_run.PathOf("mine"), "thesis.txt"), "years");
        var found = Faults([_run.PathOf("nothing"), _run.Whole(), _run.Shard(1)], "mine");
        Assert.Equal(
            [
                $"--out: {_run.PathOf("mine")} is not empty: it holds thesis.txt",
                $"{_run.PathOf("nothing")}: is no run folder: it has no run.json",
                $"{_run.PathOf("whole")}: is a whole run and no shard of one",
                "RUN: 2/3 is missing",
                "RUN: 3/3 is missing",
            ],
            found);
        Assert.Equal("thesis.txt", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(_run.PathOf("mine")))));
    }

    [Fact]
    public void Merge_ThatWasKilled_BeginsAnew_BesideTheShards()
    {
        var path = _run.PathOf("out");
        Directory.CreateDirectory(Path.Combine(path, ".merging"));
        Directory.CreateDirectory(Path.Combine(path, "shards"));
        File.WriteAllText(Path.Combine(path, ".merging", "run.json"), "{");
        File.WriteAllText(Path.Combine(path, "prompts.jsonl"), "half of it");
        var shards = _run.Shards();
        using (var merged = Merge("out", shards))
        {
            Assert.Equal(14, merged.Prompts.Read().Count());
        }

        Assert.Contains("is a run already", Assert.Single(Faults(shards, "out")), StringComparison.Ordinal);
    }

    private RunFolder Merge(string name, string[] shards) => new MergeStage(_observer).Run(shards, _run.PathOf(name), CancellationToken.None);

    private List<string> Faults(string[] shards, string name = "refused") =>
        [.. Assert.Throws<InvalidInputException>(() => Merge(name, shards)).Faults.Select(fault => fault.ToString())];

    private static void CutLast(string run, string file, int lines)
    {
        var path = Path.Combine(run, file);
        File.WriteAllLines(path, File.ReadAllLines(path)[..^lines]);
    }

    private static void Append(string run, string file, string line) => File.AppendAllText(Path.Combine(run, file), line + "\n");
}
