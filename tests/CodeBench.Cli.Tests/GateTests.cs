using System.Xml.Linq;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

/// <summary>What the shell is told by `gate` and `compare`.</summary>
public sealed class GateTests : IDisposable
{
    private const int Problems = 60;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Gate_SaysYesOrNoByItsExitStatus_AndWritesWhatCiSystemsRead()
    {
        var token = TestContext.Current.CancellationToken;
        var (before, after) = (Run("before", passing: 45), Run("after", passing: 15));
        var (junit, markdown) = (_folder.PathOf("new/gate.xml"), _folder.PathOf("other/new/gate.md"));
        var yes = await Say(token, "gate", before, "--min", "starter=0.7", "--min", "starter:python=0.75");
        var no = await Say(token, "gate", after, "--min", "starter=0.3", "--baseline", before, "--max-drop", "0.02", "--junit", junit, "--markdown", markdown);
        Assert.Equal((ExitStatus.Done, ExitStatus.GateSaysNo), (yes.Status, no.Status));
        Assert.EndsWith("yes: starter (python): 75.0 %", yes.Out.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("no: starter (python): pass@1 is 25.0 %, and the floor 30.0 %; starter (python): pass@1 fell from 75.0 % to 25.0 %", no.Out, StringComparison.Ordinal);
        Assert.Equal("1", XDocument.Load(junit).Descendants("testsuite").Single().Attribute("failures")!.Value);
        Assert.StartsWith("## CodeBench: no", await File.ReadAllTextAsync(markdown, token), StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, (await Say(token, "gate", before, "--baseline", after, "--json")).Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Gate_OfWrongQuestions_NamesEachFault()
    {
        var token = TestContext.Current.CancellationToken;
        var run = Run("run", passing: 45);
        var wrong = await Say(token, "gate", run, "--min", "starter=two", "--alpha", "0", "--max-drop", "-1", "--baseline", _folder.PathOf("nowhere"),
            "--junit", run, "--markdown", Path.Combine(run, "run.json", "gate.md"));
        Assert.Equal(ExitStatus.InvalidInput, wrong.Status);
        string[] parts = ["--min: \"starter=two\"", "--alpha:", "--max-drop:", "--baseline: there is no", "--junit:", "--markdown:"];
        Assert.All(parts, part => Assert.Contains(part, wrong.Error, StringComparison.Ordinal));
        Assert.Contains("nothing to ask", (await Say(token, "gate", run)).Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Compare_ShowsTheDifferenceAndTheFlips()
    {
        var token = TestContext.Current.CancellationToken;
        var page = _folder.PathOf("new/compare.html");
        var result = await Say(token, "compare", Run("before", passing: 45), Run("after", passing: 43), "--html", page);
        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.True(File.Exists(page));
        Assert.Contains("t/43 1/1 0/1, t/44 1/1 0/1", result.Out, StringComparison.Ordinal);
        Assert.Contains("0.500", result.Out, StringComparison.Ordinal); // two of two: 2 / 2^2

        var same = await Say(token, "compare", _folder.PathOf("before"), _folder.PathOf("before"));
        Assert.Equal(ExitStatus.InvalidInput, same.Status);
    }

    private static Task<CommandLine> Say(CancellationToken cancellationToken, params string[] arguments) => CommandLine.RunAsync(arguments, cancellationToken);

    private string Run(string name, int passing)
    {
        var path = _folder.PathOf(name);
        using var folder = RunFolder.BeginOrResume(path, new RunManifest
        {
            Codebench = "test",
            Created = DateTimeOffset.UnixEpoch,
            Host = new HostDescription("system", "x64", "processor", 2, "1GiB"),
            Plan = new RunPlan
            {
                Suites = [new SuitePlan { Suite = "starter", Language = "python", PromptStyle = "completion", Problems = Problems, DataSha256 = "d", PromptsSha256 = "p" }],
                Sampling = new SamplingPlan { Samples = 1, Temperature = 0, TopP = 1, TopK = 0, Seed = 1 },
            },
        });
        using var output = folder.Executions.Append();
        for (var i = 0; i < Problems; i++)
        {
            output.Write(new Core.Executions.Execution("starter", "python", $"t/{i}", 0, new Outcome { Verdict = i < passing ? Verdict.Passed : Verdict.WrongAnswer }));
        }

        return path;
    }
}
