using CodeBench.Core.Languages;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>An engine that tests may kill, samples to be judged in it, and what an undisturbed run says of them.</summary>
public sealed class FaultFixture : IAsyncDisposable
{
    private const int SamplesOfEach = 10;
    private const int Problems = 32;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();
    private OwnEngine? _own;

    /// <summary>How many samples there are.</summary>
    public static int Count => SamplesOfEach * Problems;

    /// <summary>The engine.</summary>
    public OwnEngine Own => _own!;

    /// <summary>Right ones and wrong ones, several of each problem, so that there is a middle to disturb.</summary>
    public string SampleFile => _folder.PathOf("samples.jsonl");

    /// <summary>scores.json of a run that nothing disturbed.</summary>
    public string Scores { get; private set; } = "";

    /// <summary>Starts the engine where it does not run; skips the running test where there can be none.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_own is null)
        {
            Codebench.RequireEngine();
            await Deadline.KeepAsync(Limit, "The undisturbed run", PrepareAsync, cancellationToken);
        }

        await Own.StartAsync(cancellationToken);
    }

    /// <summary>The command that judges samples in the engine.</summary>
    public string[] Evaluate(string samples, string run) =>
        ["evaluate", "--suite", "starter", "--samples", samples, "--out", run, "--workers", "2", "--engine", $"{Own.Endpoint}"];

    /// <summary>Expects that each sample has been executed once and that the scores are those of the undisturbed run.</summary>
    public async Task ExpectWholeAsync(string run, CancellationToken cancellationToken)
    {
        var keys = Samples.Read(Path.Combine(run, "executions.jsonl")).Select(line => (line.Field("task_id"), line["sample"]!.GetValue<int>())).ToList();
        Assert.Equal(Count, keys.Count);
        Assert.Equal(Count, keys.Distinct().Count());
        Assert.Equal(Scores, await File.ReadAllTextAsync(Path.Combine(run, "scores.json"), cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _own = await CopyAsync(cancellationToken);
        WriteSamples();
        var run = _folder.PathOf("whole");
        await Codebench.JsonAsync(0, Evaluate(SampleFile, run), cancellationToken);
        Scores = await File.ReadAllTextAsync(Path.Combine(run, "scores.json"), cancellationToken);
    }

    private static async Task<OwnEngine> CopyAsync(CancellationToken cancellationToken)
    {
        var progress = new Progress<string>();
        await using var shared = await Engine.ConnectAsync(new EngineOptions { AllowInstall = true }, progress, cancellationToken);
        var options = new SandboxOptions { RootFolder = Repository.Root, AllowInstall = true };
        using var images = new DockerSandboxProvider(shared, options, progress, TimeProvider.System);
        await images.BuildAsync(LanguageCatalog.Read(Repository.PathOf("languages")).Find("python"), cancellationToken);
        string[] prefixes = ["codebench/base:", "codebench/runner:", "codebench/python", "debian:bookworm-slim"];
        return await OwnEngine.StartWithImagesAsync(shared.Endpoint, prefixes, cancellationToken);
    }

    private void WriteSamples()
    {
        var problems = Samples.Read(Repository.PathOf("problems", "starter", "starter.jsonl"));
        var lines =
            from sample in Enumerable.Range(0, SamplesOfEach)
            from problem in problems.Take(Problems)
            let text = (sample + problem.Field("task_id").Length) % 3 == 0 ? "    pass\n" : problem.Field("canonical_solution")
            select new { task_id = problem.Field("task_id"), completion = $"    # {sample}\n{text}" };
        _folder.Write("samples.jsonl", Samples.Lines(lines));
    }
}
