using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

/// <summary>What the user sees of `contamination`.</summary>
public sealed class ContaminationTests : IDisposable
{
    private const int Known = 12;
    private readonly TemporaryFolder _folder = new();
    private readonly ProblemSet _set = TestSuites.Library(null).Load(new("starter", null), ["python"])[0];

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Contamination_OfACorpus_ShowsOverlapAndPrompts()
    {
        var token = TestContext.Current.CancellationToken;
        var result = await Say(token, "--suite", "starter", "--corpus", Corpus());
        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.Contains("starter (python), prompts that the corpus has word for word:", result.Out, StringComparison.Ordinal);
        Assert.Contains($"{_set.Problems[0].TaskId}  {_folder.PathOf("corpus/a.jsonl.gz")}:2 and 1 more", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("gain", result.Out, StringComparison.Ordinal);
        Assert.Contains("scanning: ", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Contamination_OfARun_SplitsItsScores()
    {
        var token = TestContext.Current.CancellationToken;
        // What the corpus has is solved; of the others a quarter.
        var run = Run(i => i < Known || i % 4 == 0);
        var result = await Say(token, "--suite", "starter", "--corpus", Corpus(), "--run", run);
        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.Contains("has the largest significant gain", result.Out, StringComparison.Ordinal);

        var sheet = JsonDocument.Parse((await Say(token, "--suite", "starter:python", "--corpus", Corpus(), "--run", run, "--json")).Out).RootElement;
        var row = Assert.Single(sheet.GetProperty("suites").EnumerateArray());
        Assert.Equal((32, 32, Known), (row.GetProperty("problems").GetInt32(), row.GetProperty("scored").GetInt32(), row.GetProperty("matched").GetInt32()));
        var threshold = row.GetProperty("threshold").GetDouble();
        var split = row.GetProperty("splits").EnumerateArray().Single(split => split.GetProperty("threshold").GetDouble() == threshold);
        Assert.Equal(Known, split.GetProperty("contaminated").GetInt32());
        Assert.Equal((1, 0.25), (split.GetProperty("contaminated_score").GetDouble(), split.GetProperty("clean_score").GetDouble()));
        Assert.Equal((17 / 32.0) - 0.25, split.GetProperty("gain").GetDouble(), 9);
        Assert.InRange(split.GetProperty("p_all").GetDouble(), 0, 0.01);
        Assert.Equal(2 + Known, sheet.GetProperty("documents").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task Contamination_WithoutGain_IsNotSignificant()
    {
        var token = TestContext.Current.CancellationToken;
        var result = await Say(token, "--suite", "starter", "--corpus", Corpus(), "--run", Run(i => i % 2 == 0));
        Assert.Contains("starter (python): not significant", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Contamination_OfWrongQuestions_NamesEachFault()
    {
        var token = TestContext.Current.CancellationToken;
        var wrong = await Say(
            token, "--suite", "starterr", "--corpus", _folder.PathOf("nowhere.txt"), _folder.Write("a.md", ""), "--run", _folder.PathOf("no-run"), "--text-field", "");
        Assert.Equal(ExitStatus.InvalidInput, wrong.Status);
        string[] parts = ["starterr", "nowhere.txt: there is no such file or folder", "a.md: is neither", "no-run: is no run folder", "--text-field: is empty"];
        Assert.All(parts, part => Assert.Contains(part, wrong.Error, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Contamination_OfDamagedFiles_NamesEachOfThem()
    {
        var token = TestContext.Current.CancellationToken;
        var (text, lines) = (_folder.Write("c/a.txt.gz", "this is not packed at all"), _folder.Write("c/b.jsonl", "{\"text\":\"x\"}\n{\"body\":\"y\"}\n"));
        var wrong = await Say(token, "--suite", "starter", "--corpus", _folder.PathOf("c"));
        Assert.Equal(ExitStatus.InvalidInput, wrong.Status);
        Assert.Contains($"{text}: is damaged", wrong.Error, StringComparison.Ordinal);
        Assert.Contains($"{lines}:2: has no text in a field \"text\" or \"content\"", wrong.Error, StringComparison.Ordinal);
        Assert.Equal("", wrong.Out);
        Assert.Equal(ExitStatus.Done, (await Say(token, "--suite", "starter", "--corpus", _folder.Write("d.jsonl", "{\"body\":\"y\"}"), "--text-field", "body")).Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Contamination_OfNoText_IsRefused()
    {
        var token = TestContext.Current.CancellationToken;
        var empty = await Say(token, "--suite", "starter", "--corpus", _folder.Write("a.txt", " \n"), _folder.Write("b.jsonl", ""));
        Assert.Equal(ExitStatus.InvalidInput, empty.Status);
        Assert.Contains("there is no text in the corpus", empty.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Contamination_OfARunOfAnotherSuite_IsRefused()
    {
        var token = TestContext.Current.CancellationToken;
        var wrong = await Say(token, "--suite", "starter:java", "--corpus", Corpus(), "--run", Run(_ => true));
        Assert.Equal(ExitStatus.InvalidInput, wrong.Status);
        Assert.Contains("the run has no starter in java", wrong.Error, StringComparison.Ordinal);
    }

    private static Task<CommandLine> Say(CancellationToken cancellationToken, params string[] arguments) => CommandLine.RunAsync(["contamination", .. arguments], cancellationToken);

    // Something else, then the first problems; and the first prompt again, as a text.
    private string Corpus()
    {
        string[] texts = ["Nothing of the kind.", .. _set.Problems.Take(Known).Select(problem => $"Here:\n{problem.Fields["prompt"]}{problem.Reference}")];
        Directory.CreateDirectory(_folder.PathOf("corpus"));
        using (var packed = new GZipStream(File.Create(_folder.PathOf("corpus/a.jsonl.gz")), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', texts.Select(text => JsonSerializer.Serialize(new { text })))));
        }

        _folder.Write("corpus/b.txt", $"{_set.Problems[0].Fields["prompt"]}");
        return _folder.PathOf("corpus");
    }

    private string Run(Func<int, bool> passes)
    {
        var path = _folder.PathOf("run");
        using var folder = RunFolder.BeginOrResume(path, new RunManifest
        {
            Codebench = "test",
            Created = DateTimeOffset.UnixEpoch,
            Host = new HostDescription("system", "x64", "processor", 2, "1GiB"),
            Plan = new RunPlan
            {
                Suites =
                [
                    new SuitePlan { Suite = "starter", Language = "python", PromptStyle = "completion", Problems = _set.Problems.Count, DataSha256 = _set.ContentSha256, PromptsSha256 = "p" },
                ],
                Sampling = new SamplingPlan { Samples = 1, Temperature = 0, TopP = 1, TopK = 0, Seed = 1 },
            },
        });
        using var output = folder.Executions.Append();
        foreach (var (problem, i) in _set.Problems.Select((problem, i) => (problem, i)))
        {
            output.Write(new Core.Executions.Execution("starter", "python", problem.TaskId, 0, new Outcome { Verdict = passes(i) ? Verdict.Passed : Verdict.WrongAnswer }));
        }

        return path;
    }
}
