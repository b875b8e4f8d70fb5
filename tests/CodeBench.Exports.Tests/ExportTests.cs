using System.Security.Cryptography;
using System.Text;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.Exports.Tests;

/// <summary>A run's scores and samples, as other programs read them.</summary>
public sealed class ExportTests
{
    private const int Samples = 40;

    [Fact(Timeout = 60_000)]
    public async Task Samples_HaveAllTheirValues_WhateverTheOrderOfTheFiles()
    {
        using var run = Judged();
        run.Extract(key => $"code\n{key}");
        var files = await run.ExportAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["scores.csv", "samples.csv", "scores.parquet", "samples.parquet"], files.Select(Path.GetFileName));
        foreach (var file in files.Where(file => file.Contains("samples", StringComparison.Ordinal)))
        {
            var rows = await Cells.ReadAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(4 * Samples, rows.Count);
            foreach (var (i, (task, sample)) in run.Keys.Reverse().Index())
            {
                Assert.Equal(Row(ExportedRun.Suite, task, sample), rows[2 * i]);
                Assert.Equal(Row(ExportedRun.Suite + "base", task, sample), rows[(2 * i) + 1]);
            }
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Scores_HaveARowForEachK_AndTheVerdicts()
    {
        using var run = Judged();
        foreach (var file in (await run.ExportAsync(TestContext.Current.CancellationToken)).Where(file => file.Contains("scores", StringComparison.Ordinal)))
        {
            var rows = await Cells.ReadAsync(file, TestContext.Current.CancellationToken);
            var whole = rows.Where(row => row["suite"] == ExportedRun.Suite).ToList();
            Assert.Equal(Enumerable.Range(1, Samples).Select(k => $"{k}"), whole.Select(row => row["k"]));
            var first = whole[0];
            Assert.Equal(("python", "2", null, "80", "0.5"), (first["language"], first["problems"], first["solvable"], first["samples"], first["pass_at_k"]));
            Assert.Equal(("40", "40", "0"), (first["passed"], first["wrong_answer"], first["sandbox_fault"]));
            Assert.Equal(1.96 * Math.Sqrt(0.25 / 2), double.Parse(first["half_width"]!, System.Globalization.CultureInfo.InvariantCulture), 6);
            Assert.All(rows.Where(row => row["suite"] == ExportedRun.Suite + "base"), row => Assert.Equal("1", row["pass_at_k"]));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Scores_WithoutAnyK_HaveTheirVerdicts()
    {
        using var run = new ExportedRun(1);
        run.Complete(_ => "");
        run.Judge(_ => new Outcome { Verdict = Verdict.SandboxFault });
        foreach (var file in (await run.ExportAsync(TestContext.Current.CancellationToken)).Where(file => file.Contains("scores", StringComparison.Ordinal)))
        {
            var row = Assert.Single(await Cells.ReadAsync(file, TestContext.Current.CancellationToken), row => row["suite"] == ExportedRun.Suite);
            Assert.Equal((null, null, "2"), (row["k"], row["pass_at_k"], row["sandbox_fault"]));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task RunCutInTheMiddle_HasTheRowsThatAreThere()
    {
        using var run = Judged();
        var token = TestContext.Current.CancellationToken;
        Cut(run.Folder.Executions.Path, lines: 11);
        Cut(run.Folder.Completions.Path, lines: 2 * Samples - 3);
        foreach (var file in (await run.ExportAsync(token)).Where(file => file.Contains("samples", StringComparison.Ordinal)))
        {
            var rows = await Cells.ReadAsync(file, token);
            Assert.Equal(11, rows.Count);
            Assert.Equal(("prompt of t/1", null, null, null, null), (rows[0]["prompt"], rows[0]["kind"], rows[0]["completion"], rows[0]["tokens"], rows[0]["code"]));
            Assert.Equal(("t/1", "completion of (t/1, 36)", "37"), (rows[6]["task_id"], rows[6]["completion"], rows[6]["tokens"]));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task DamagedLine_IsNamed_AndNothingIsWrittenOver()
    {
        using var run = Judged();
        var old = await run.ExportAsync(TestContext.Current.CancellationToken);
        var before = await Task.WhenAll(old.Select(file => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        var lines = await File.ReadAllLinesAsync(run.Folder.Executions.Path, TestContext.Current.CancellationToken);
        lines[7] = lines[7][..20];
        await File.WriteAllLinesAsync(run.Folder.Executions.Path, lines, TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => run.ExportAsync(TestContext.Current.CancellationToken));
        Assert.Equal(8, Assert.Single(exception.Faults).Line);
        Assert.Equal(before, await Task.WhenAll(old.Select(file => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))));
        Assert.Empty(Directory.GetFiles(run.Folder.Path, "*.new"));
    }

    [Fact(Timeout = 60_000)]
    public async Task TextsBehindAByteOrderMark_AreFound()
    {
        var token = TestContext.Current.CancellationToken;
        using var run = Judged();
        await File.WriteAllTextAsync(run.Folder.Completions.Path, await File.ReadAllTextAsync(run.Folder.Completions.Path, token), Encoding.UTF8, token);
        var files = await run.ExportAsync(token);
        Assert.All(await Cells.ReadAsync(files[1], token), row => Assert.Equal($"completion of ({row["task_id"]}, {row["sample"]})", row["completion"]));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task FullDisk_LeavesTheOldFiles(int format)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(folder.PathOf("disk"), 2048);
        using var run = new ExportedRun(Samples, Path.Combine(disk.Folder, "run"));
        run.Complete(key => string.Concat(Enumerable.Range(0, 20).Select(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {i}"))))));
        run.Judge(_ => new Outcome { Verdict = Verdict.Passed });
        var stage = new Core.Runs.ExportStage(run.Folder);
        var old = await stage.RunAsync([ExportedRun.Formats[format]], token);
        var before = await File.ReadAllBytesAsync(old[1], token);
        disk.Fill(butKibibytes: 32);
        await Assert.ThrowsAsync<IOException>(() => stage.RunAsync([ExportedRun.Formats[format]], token));
        Assert.Equal(before, await File.ReadAllBytesAsync(old[1], token));
        Assert.Empty(Directory.GetFiles(run.Folder.Path, "*.new"));
    }

    private static ExportedRun Judged()
    {
        var run = new ExportedRun(Samples);
        run.Complete(key => $"completion of {key}", SampleKind.Answer);
        run.Judge(key => Passes(key.Sample)
            ? new Outcome { Verdict = Verdict.Passed, ExitCode = 0, WallTime = TimeSpan.FromMilliseconds(key.Sample), CpuTime = TimeSpan.FromMilliseconds(7), Memory = new ByteSize(1 << 20) }
            : new Outcome { Verdict = Verdict.WrongAnswer, Signal = 9, Stdout = $"out, {key}\n", Stderr = "\"err\"", Tests = new TestCounts(3, 1, $"first of {key}") });
        return run;
    }

    private static bool Passes(int sample) => sample % 2 == 0;

    // Written out: the columns are a contract.
    private static Dictionary<string, string?> Row(string suite, string task, int sample)
    {
        var (whole, passes) = (suite == ExportedRun.Suite, suite != ExportedRun.Suite || Passes(sample));
        return new Dictionary<string, string?>
        {
            ["suite"] = suite,
            ["language"] = "python",
            ["task_id"] = task,
            ["sample"] = $"{sample}",
            ["verdict"] = passes ? "passed" : "wrong_answer",
            ["exit_code"] = whole && passes ? "0" : null,
            ["signal"] = passes ? null : "9",
            ["wall_ms"] = whole && passes ? $"{sample}" : "0",
            ["cpu_ms"] = whole && passes ? "7" : "0",
            ["memory_bytes"] = whole && passes ? "1048576" : "0",
            ["stdout"] = passes ? "" : $"out, ({task}, {sample})\n",
            ["stderr"] = passes ? "" : "\"err\"",
            ["tests_passed"] = passes ? null : "3",
            ["tests_failed"] = passes ? null : "1",
            ["first_failure"] = passes ? null : $"first of ({task}, {sample})",
            ["prompt"] = $"prompt of {task}",
            ["kind"] = "answer",
            ["raw"] = $"completion of ({task}, {sample}) raw",
            ["completion"] = $"completion of ({task}, {sample})",
            ["code"] = $"code\n({task}, {sample})",
            ["tokens"] = $"{sample + 1}",
            ["finish_reason"] = "length",
        };
    }

    // What a killed writer leaves: whole lines, and a piece of the next.
    private static void Cut(string path, int lines)
    {
        var all = File.ReadAllLines(path);
        File.WriteAllText(path, string.Concat(all.Take(lines).Select(line => line + "\n")) + all[lines][..30]);
    }
}
