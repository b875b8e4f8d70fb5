using System.Text.RegularExpressions;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Core.Tests.Pages;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>Suites whose tests are inputs, from completions to scores and reports, with a sandbox that runs nothing.</summary>
public sealed partial class InputTestStageTests : IDisposable
{
    private const int Timeout = 30_000;

    private readonly TemporaryFolder _folder = new();
    private readonly MemoryCache _cache = new();
    private readonly SilentObserver _observer = new();
    private readonly IReadOnlyList<SuiteRun> _suites;

    public InputTestStageTests()
    {
        InputTestsText.Write(_folder);
        var loader = new SuiteRunLoader(InputTestsText.Library(_folder), LanguageCatalog.Read(Repository.PathOf("languages")));
        _suites = loader.Load([new SuiteSelection(new SuiteName("calls+", "again"), [])], null, ProblemShare.All);
    }

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Execute_Samples_WritesALineForTheSuiteAndOneForEachPart()
    {
        using var folder = Begin("good", "half", "bad");
        await ExecuteAsync(folder, new ScriptedSandbox(Script), TestContext.Current.CancellationToken);
        var lines = folder.Executions.Read().ToLookup(line => line.Suite, line => line.Verdict);
        Assert.Equal(["calls+@again", "calls+base@again"], lines.Select(group => group.Key).Order(StringComparer.Ordinal));
        Assert.Equal(2, lines["calls+@again"].Count(verdict => verdict == Verdict.Passed));
        Assert.Equal(4, lines["calls+base@again"].Count(verdict => verdict == Verdict.Passed));
        Assert.DoesNotContain("parts", await File.ReadAllTextAsync(folder.Executions.Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var scores = new ScoringStage(_observer).Run(folder).Scores;
        Assert.Equal(["calls+@again", "calls+base@again"], scores.Select(score => score.Suite));
        Assert.Equal([6, 6], scores.Select(score => score.Samples));
        Assert.Equal([1.0 / 3, 2.0 / 3], scores.Select(score => score.PassAt[1].Value).Select(value => Math.Round(value * 3) / 3));
    }

    [Fact(Timeout = Timeout)]
    public async Task Execute_ExpectedOutputs_AreFoundOnceForEachProblemAndKept()
    {
        using var folder = Begin("good", "half");
        var sandbox = new ScriptedSandbox(Script);
        await ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        Assert.Equal(2 + 4, sandbox.Runs);
        File.Delete(folder.Executions.Path);
        await ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        Assert.Equal(2 + 4, sandbox.Runs);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Execute_KilledBetweenTheLinesOfASample_JudgesItAnewAndOnce(int kept)
    {
        using var folder = Begin("good", "half");
        await ExecuteAsync(folder, new ScriptedSandbox(Script), TestContext.Current.CancellationToken);
        var whole = folder.Executions.Read().OrderBy(Key).ToList();
        folder.Executions.Replace(folder.Executions.Read().Take(kept).ToList());
        await ExecuteAsync(folder, new ScriptedSandbox(Script), TestContext.Current.CancellationToken);
        Assert.Equal(whole.Select(Key), folder.Executions.Read().OrderBy(Key).Select(Key));
        new ScoringStage(_observer).Run(folder);

        static (string, string, int) Key(Execution line) => (line.Suite, line.TaskId, line.Sample);
    }

    [Fact(Timeout = Timeout)]
    public async Task Execute_CheckThatFails_IsAFaultOfOursAndTriedAgain()
    {
        using var folder = Begin("good");
        await ExecuteAsync(
            folder,
            new ScriptedSandbox(program => program.Files.Any(file => file.Name == "check.json") ? [.. Script(program).Take(1), Check("P", "another word")] : Script(program)),
            TestContext.Current.CancellationToken);
        Assert.Equal([Verdict.SandboxFault, Verdict.SandboxFault], folder.Executions.Read().Select(line => line.Verdict));
        await ExecuteAsync(folder, new ScriptedSandbox(Script), TestContext.Current.CancellationToken);
        Assert.Equal(4, folder.Executions.Read().Count(line => line.Verdict == Verdict.Passed));
    }

    [Fact(Timeout = Timeout)]
    public async Task Execute_ReferenceThatFails_NamesTheProblem()
    {
        using var folder = Begin("good");
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() =>
            ExecuteAsync(folder, new ScriptedSandbox(_ => ScriptedSandbox.Exited(1, stderr: "NameError: x")), TestContext.Current.CancellationToken));
        Assert.Equal(["Calls/0", "Calls/1"], exception.Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.Contains("NameError: x", exception.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Execute_Answers_AreExtractedOnceAndTheirCodeIsJudged()
    {
        using var folder = Begin("answer with good", "answer with half");
        folder.Completions.Replace(folder.Completions.Read().Select(line => line with { Kind = SampleKind.Answer }).ToList());
        var (extracted, broken) = (0, true);
        var sandbox = new ScriptedSandbox(program =>
        {
            if (program.Files.FirstOrDefault(file => file.Name == "answer.txt") is not { } answer)
            {
                return Script(program);
            }

            if (broken && answer.Content.Contains("half", StringComparison.Ordinal))
            {
                throw new SandboxException("lost");
            }

            extracted++;
            var code = answer.Content.Split(' ')[^1];
            return [ScriptedSandbox.Exited(0, """{"rule":"block"}""")[0] with { Results = new Dictionary<string, string> { ["extracted.txt"] = code } }];
        });
        await ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        Assert.Equal(2, folder.Extractions.Read().Count());
        Assert.Equal(2, folder.Executions.Read().Count(line => line.Verdict == Verdict.SandboxFault));

        broken = false;
        await ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        Assert.Equal(["good", "half", "good", "half"], folder.Extractions.Read().OrderBy(line => (line.TaskId, line.Sample)).Select(line => line.Code));
        Assert.All(folder.Extractions.Read(), line => Assert.Equal(("block", 2), (line.Rule, line.Extractor)));
        // What both problems are asked differs in nothing that an extractor sees, but for the prompt.
        Assert.Equal(4, extracted);
        Assert.Equal(2, folder.Executions.Read().Count(line => line.Suite == "calls+@again" && line.Verdict == Verdict.Passed));
        Assert.Equal(8, folder.Executions.Read().Count(line => line.Verdict != Verdict.SandboxFault));

        new ScoringStage(_observer).Run(folder);
        await RunFixture.Reporting.RunAsync(folder, _suites, missing: null);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        var page = new PageReader(html);
        var row = page.Row("Calls/0", 1);
        Assert.Equal("    answer with half", page.Texts("completions-0")[page.Column("completion", row)].GetProperty("text").GetString());
        var code = page.Texts("codes-0")[page.Column("code", row)];
        Assert.Equal(("half", "block"), (code.GetProperty("text").GetString(), code.GetProperty("rule").GetString()));
    }

    [Fact(Timeout = Timeout)]
    public async Task Report_PartAgainstAll_ShowsWhoLoses()
    {
        using var folder = Begin("good", "half", "bad");
        await ExecuteAsync(folder, new ScriptedSandbox(Script), TestContext.Current.CancellationToken);
        new ScoringStage(_observer).Run(folder);
        await RunFixture.Reporting.RunAsync(folder, _suites, missing: null);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h2>calls&#x2B;base@again against calls&#x2B;@again</h2>", html, StringComparison.Ordinal);
        Assert.Contains("2 problems have a sample that passes calls&#x2B;base@again, 2 one that passes calls&#x2B;@again.", html, StringComparison.Ordinal);
        Assert.Contains("<tr><td>Calls/0</td><td>2</td><td>1</td><td>3</td><td>plus input 0: why</td></tr>", html, StringComparison.Ordinal);
        var parts = new PageReader(html).Index.GetProperty("runs")[0].GetProperty("parts").GetProperty("calls+base@again").GetProperty("verdict");
        Assert.Equal([0, 0, 1, 0, 0, 1], parts.EnumerateArray().Select(item => item.GetInt32()));
        var markdown = await File.ReadAllTextAsync(folder.PathOf("report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("| Calls/1 | 2 | 1 | 3 |", markdown, StringComparison.Ordinal);
    }

    private static IReadOnlyList<StepReport> Script(SourceProgram program)
    {
        if (program.Results.Count > 0)
        {
            var results = program.Results.ToDictionary(name => name, name => name.Contains("seconds", StringComparison.Ordinal) ? "[0.001,0.001]" : "[]");
            return [ScriptedSandbox.Exited(0)[0] with { Results = results }];
        }

        var word = Word().Match(program.Files.First(file => file.Name == "check.json").Content).Value;
        StepReport Failed(string statuses) => Check(statuses, word) with { ExitCode = 1, Stderr = new CapturedOutput("why\n", "", 0) };
        var ran = ScriptedSandbox.Exited(0)[0];
        return program.Files[0].Content switch
        {
            var text when text.Contains("good", StringComparison.Ordinal) => [ran, Check("PP", word), ran, Check("PP", word)],
            var text when text.Contains("half", StringComparison.Ordinal) => [ran, Check("PP", word), ran, Failed("WN")],
            _ => [ran, Failed("PW")],
        };
    }

    private static StepReport Check(string statuses, string word) =>
        ScriptedSandbox.Exited(0, $$"""{"statuses":"{{statuses}}","word":"{{word}}"}""")[0] with { Kind = StepKind.Check };

    [Fact]
    public void Plan_HasTheLimitsOfInputs_AndARunGoesOnWithTheSameAlone()
    {
        Begin("good").Dispose();
        using (var there = RunFolder.Open(_folder.PathOf("run")))
        {
            var plan = Assert.Single(there.Manifest.Plan.Suites);
            Assert.Equal(_suites[0].Set.Suite.Tests!.Limits, plan.InputLimits);
            Assert.NotEqual(plan, plan with { InputLimits = plan.InputLimits! with { Factor = plan.InputLimits.Factor + 1 } });
            Assert.Equal(plan, plan with { InputLimits = null }); // of a run of before they were written down
        }

        var path = Path.Combine(_folder.PathOf("run"), RunFolder.ManifestFile);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, Factor().Replace(text, "$1 99"));
        Assert.Equal("suites", Assert.Single(Assert.Throws<InvalidInputException>(() => Begin("good")).Faults).Field);
        File.WriteAllText(path, Inputs().Replace(text, ""));
        Begin("good").Dispose();
    }

    [GeneratedRegex("""("factor":) \d+""")]
    private static partial Regex Factor();

    [GeneratedRegex(""",\s*"input_limits": \{[^}]*\}""")]
    private static partial Regex Inputs();

    private RunFolder Begin(params string[] samples)
    {
        var folder = RunFolder.BeginOrResume(_folder.PathOf("run"), new RunManifest
        {
            Codebench = "test",
            Created = DateTimeOffset.UnixEpoch,
            Plan = new RunPlan { Suites = [.. _suites.Select(suite => suite.ToPlan())] },
            Host = new HostDescription("system", "x64", "processor", 2, "1GiB"),
        });
        var texts = _suites[0].Problems.SelectMany(problem => samples.Select((text, i) => new SampleText(problem.TaskId, i, $"    {text}", SampleKind.Completion)));
        new ImportStage(_observer).Run(folder, _suites[0], texts);
        return folder;
    }

    private async Task ExecuteAsync(RunFolder folder, ISandboxProvider sandbox, CancellationToken cancellationToken) =>
        await new ExecutionStage(sandbox, _cache, RunFixture.Random, _observer).RunAsync(folder, _suites, RunFixture.Options, cancellationToken);

    [GeneratedRegex("proof[0-9a-f]{32}")]
    private static partial Regex Word();
}
