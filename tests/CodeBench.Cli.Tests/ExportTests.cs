using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

/// <summary>`report --export` says where the files are, and what it does not know.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Report_WritesEachFormatBesideTheReports_AndSaysWhere()
    {
        var run = Run();
        var result = await CommandLine.RunAsync(["report", run, "--export", "csv", "--export", "parquet", "--export", "csv"], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.Done, result.Status);
        string[] files = ["scores.csv", "samples.csv", "scores.parquet", "samples.parquet"];
        Assert.Equal(files.Select(file => Path.Combine(run, file)), result.Out.Split('\n').Where(line => line.StartsWith("Export:", StringComparison.Ordinal)).Select(line => line[7..].Trim()));
        Assert.All([.. files, "report.html"], file => Assert.True(File.Exists(Path.Combine(run, file)), file));

        var json = await CommandLine.RunAsync(["report", run, "--export", "parquet", "--json"], TestContext.Current.CancellationToken);
        var exports = System.Text.Json.JsonDocument.Parse(json.Out).RootElement.GetProperty("exports").EnumerateArray().Select(path => path.GetString());
        Assert.Equal([Path.Combine(run, "scores.parquet"), Path.Combine(run, "samples.parquet")], exports);
    }

    [Fact(Timeout = 60_000)]
    public async Task Report_OfAnUnknownFormat_NamesTheKnownOnes()
    {
        var run = Run();
        var result = await CommandLine.RunAsync(["report", run, "--export", "excel"], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.All(["excel", "csv", "parquet"], word => Assert.Contains(word, result.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(run, "report.html")));
    }

    private string Run()
    {
        var path = _folder.PathOf("run");
        using var folder = RunFolder.BeginOrResume(path, new RunManifest
        {
            Codebench = "test",
            Created = DateTimeOffset.UnixEpoch,
            Host = new HostDescription("system", "x64", "processor", 2, "1GiB"),
            Plan = new RunPlan
            {
                Suites = [new SuitePlan { Suite = "starter", Language = "python", PromptStyle = "completion", Problems = 1, DataSha256 = "d", PromptsSha256 = "p" }],
                Sampling = new SamplingPlan { Samples = 1, Temperature = 0, TopP = 1, TopK = 0, Seed = 1 },
            },
        });
        folder.Executions.Replace([new Core.Executions.Execution("starter", "python", "t/0", 0, new Outcome { Verdict = Verdict.Passed })]);
        new ScoringStage(new SilentObserver()).Run(folder);
        return path;
    }
}
