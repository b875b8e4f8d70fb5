using System.Security.Cryptography;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Reports.References;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>A small suite of our own, in the repository's own language definition, and runs over it in a folder of their own.</summary>
internal sealed class RunFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="style">A prompt style to be put before the suite's own, as suite.yaml has it; null for none.</param>
    public RunFixture(string style = "")
    {
        // The starter suite's definition over two problems: the stages know no suite, so a small one shows as much.
        var suite = Path.Combine(_folder.Path, "problems", "starter");
        Directory.CreateDirectory(suite);
        File.WriteAllText(
            Path.Combine(suite, "suite.yaml"),
            File.ReadAllText(Repository.PathOf("problems", "starter", "suite.yaml")).Replace("styles:\n", "styles:\n" + style, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(suite, "starter.jsonl"), Record(0) + Record(1));
        var library = new SuiteLibrary(
            SuiteCatalog.Read(Path.Combine(_folder.Path, "problems")),
            new BenchmarkFiles(new BenchmarkFolders { Cache = Path.Combine(_folder.Path, "cache") }));
        Languages = LanguageCatalog.Read(Repository.PathOf("languages"));
        Loader = new SuiteRunLoader(library, Languages);
        Suites = Loader.Load([new SuiteSelection(new SuiteName("starter", null), [])], null, ProblemShare.All);
    }

    public LanguageCatalog Languages { get; }

    public SuiteRunLoader Loader { get; }

    public IReadOnlyList<SuiteRun> Suites { get; }

    public IReadOnlyList<ICompletionTrimmer> Trimmers { get; init; } = [];

    public SilentObserver Observer { get; } = new();

    public MemoryCache Cache { get; } = new();

    public string Folder => Path.Combine(_folder.Path, "run");

    /// <summary>Knows no published scores.</summary>
    public static ReportingStage Reporting { get; } = new(new ReferenceLibrary([], new BenchmarkFiles(new BenchmarkFolders { Cache = "" })));

    public static RandomNumberGenerator Random { get; } = RandomNumberGenerator.Create();

    public static ExecutionOptions Options { get; } = new() { Workers = 2 };

    public void Dispose() => _folder.Dispose();

    public RunPlan Plan(int samples = 2) => new()
    {
        Suites = [.. Suites.Select(suite => suite.ToPlan())],
        Model = new Dictionary<string, string> { ["name"] = "scripted" },
        Sampling = new SamplingPlan { Samples = samples, Temperature = 0.5, TopP = 1, TopK = 0, Seed = 3 },
    };

    public RunFolder Begin(RunPlan plan) => RunFolder.BeginOrResume(Folder, new RunManifest
    {
        Codebench = "test",
        Created = DateTimeOffset.UnixEpoch,
        Plan = plan,
        Host = new HostDescription("system", "x64", "processor", 2, "1GiB"),
    });

    public async Task ExecuteAsync(RunFolder folder, ISandboxProvider sandbox, CancellationToken cancellationToken) =>
        await new ExecutionStage(sandbox, Cache, Random, Observer).RunAsync(folder, Suites, Options, cancellationToken);

    /// <summary>Writes the reports of a run that is scored.</summary>
    public async Task ReportAsync(RunFolder folder) => await Reporting.RunAsync(folder, Suites, missing: null);

    public async Task GenerateAsync(RunFolder folder, ICompletionSource source, CancellationToken cancellationToken) =>
        await new GenerationStage(source, Trimmers, Observer).RunAsync(folder, Suites, new BatchLimits(4), cancellationToken);

    private static string Record(int number) => System.Text.Json.JsonSerializer.Serialize(new
    {
        task_id = $"Starter/{number}",
        prompt = $"def f{number}():\n",
        entry_point = $"f{number}",
        canonical_solution = "    return 1\n",
        test = "def check(candidate):\n    assert candidate() == 1\n",
    }) + "\n";
}
