using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

public sealed class StageTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Generation_AfterItsModelDied_AsksOnlyForWhatIsMissing()
    {
        using var folder = _fixture.Begin(_fixture.Plan(samples: 3));
        var first = new ScriptedSource((_, _) => "    return 1\n", dieAfter: 2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.GenerateAsync(folder, first, TestContext.Current.CancellationToken));
        var second = new ScriptedSource((_, _) => "    return 1\n");
        await _fixture.GenerateAsync(folder, second, TestContext.Current.CancellationToken);

        Assert.Equal(2, first.Asked.Count);
        Assert.Equal(4, second.Asked.Count);
        Assert.Equal(6, folder.Completions.Read().Select(line => (line.TaskId, line.Sample)).Distinct().Count());
        Assert.Equal(2, folder.Prompts.Read().Count());
    }

    [Fact(Timeout = 30_000)]
    public async Task Generation_KeepsTheRawTextAndTheTrimmedOne()
    {
        using var folder = _fixture.Begin(_fixture.Plan(samples: 1));
        await _fixture.GenerateAsync(folder, new ScriptedSource((_, _) => "    return 1\n\ndef g(): pass"), TestContext.Current.CancellationToken);
        var line = folder.Completions.Read().First();
        Assert.Equal("    return 1\n\ndef g(): pass", line.Raw);
        Assert.Equal("    return 1\n", line.Completion);
    }

    [Fact(Timeout = 30_000)]
    public async Task Generation_PutsEachCompletionOnDisk_BeforeTheNextIsAskedFor()
    {
        using var folder = _fixture.Begin(_fixture.Plan(samples: 3));
        var onDisk = new List<(int, int)>();
        var source = new ScriptedSource((_, _) => "    return 1\n") { BeforeNext = given => onDisk.Add((given, File.ReadLines(folder.Completions.Path).Count())) };
        await _fixture.GenerateAsync(folder, source, TestContext.Current.CancellationToken);

        Assert.Equal([.. Enumerable.Range(1, 6).Select(given => (given, given))], onDisk);
    }

    [Fact(Timeout = 30_000)]
    public async Task Generation_WritesLogProbabilities_OnlyWhereTheyAreAskedFor()
    {
        using var folder = _fixture.Begin(_fixture.Plan(samples: 1));
        await _fixture.GenerateAsync(folder, new ScriptedSource((_, _) => "x") { LogProbabilities = [-0.5f, -1.25f] }, TestContext.Current.CancellationToken);
        var line = File.ReadLines(folder.Completions.Path).First();
        Assert.Contains("\"kind\":\"completion\"", line, StringComparison.Ordinal);
        Assert.EndsWith(",\"finish_reason\":\"stop\",\"logprobs\":[-0.5,-1.25],\"cumulative_logprob\":-1.75}", line, StringComparison.Ordinal);
        Assert.Equal([-0.5f, -1.25f], folder.Completions.Read().First().Logprobs);

        // As they were written before words stood there.
        File.WriteAllText(folder.Completions.Path, line.Replace("\"completion\",\"raw", "1,\"raw", StringComparison.Ordinal).Replace("\"stop\"", "1", StringComparison.Ordinal) + "\n");
        Assert.Equal((SampleKind.Solution, FinishReason.Length), (folder.Completions.Read().First().Kind, folder.Completions.Read().First().FinishReason));

        File.Delete(folder.Completions.Path);
        await _fixture.GenerateAsync(folder, new ScriptedSource((_, _) => "x"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("logprob", File.ReadAllText(folder.Completions.Path), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Execution_JudgesEachSampleOnce()
    {
        using var folder = await GeneratedAsync((_, sample) => sample == 0 ? "    return 1\n" : "    return 2\n");
        var sandbox = new ScriptedSandbox(program => program.Files[0].Content.Contains("return 1", StringComparison.Ordinal)
            ? ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program))
            : ScriptedSandbox.Exited(1, stderr: "Traceback (most recent call last):\n  File \"program.py\", line 3, in check\nAssertionError\n"));
        await _fixture.ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        await _fixture.ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);

        Assert.Equal(4, sandbox.Runs);
        var executions = folder.Executions.Read().OrderBy(item => item.TaskId).ThenBy(item => item.Sample).Select(item => item.Verdict);
        Assert.Equal([Verdict.Passed, Verdict.WrongAnswer, Verdict.Passed, Verdict.WrongAnswer], executions);
        Assert.Equal("sha256:scripted", folder.Manifest.Images["python"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Execution_OfAProgramThatExitsBeforeItsTestsEnd_IsNoVerdict()
    {
        using var folder = await GeneratedAsync((_, _) => "    exit(0)\n");
        await _fixture.ExecuteAsync(folder, new ScriptedSandbox(_ => ScriptedSandbox.Exited(0, "passed\n")), TestContext.Current.CancellationToken);
        Assert.All(folder.Executions.Read(), item => Assert.Equal(Verdict.NoVerdict, item.Verdict));
    }

    [Fact(Timeout = 30_000)]
    public async Task SandboxFaults_AreNotCounted_AndTriedAgain()
    {
        using var folder = await GeneratedAsync((_, sample) => $"    return 1 # {sample}\n");
        var broken = true;
        var sandbox = new ScriptedSandbox(program => broken && program.Files[0].Content.Contains("def f1", StringComparison.Ordinal)
            ? throw new SandboxException("the container is gone")
            : ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program)));
        await _fixture.ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        var before = new ScoringStage(_fixture.Observer).Run(folder);
        broken = false;
        await _fixture.ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken);
        var after = new ScoringStage(_fixture.Observer).Run(folder);

        Assert.Equal((2, 2, 1), (before.Faults, before.Scores[0].Samples, before.Scores[0].Problems));
        Assert.Equal((0, 4, 2), (after.Faults, after.Scores[0].Samples, after.Scores[0].Problems));
        Assert.Equal(6, sandbox.Runs);
    }

    [Fact(Timeout = 30_000)]
    public async Task Execution_WhenNothingCanBeRun_EndsTheStage()
    {
        using var folder = await GeneratedAsync((_, sample) => $"    return 1 # {sample}\n", samples: 40);
        var sandbox = new ScriptedSandbox(_ => throw new SandboxException("the engine is gone"));
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(
            () => _fixture.ExecuteAsync(folder, sandbox, TestContext.Current.CancellationToken));
        Assert.Contains("the engine is gone", exception.Message, StringComparison.Ordinal);
        Assert.InRange(sandbox.Runs, 16, 20);
    }

    [Fact(Timeout = 30_000)]
    public async Task Execution_InAnotherImage_IsRefused()
    {
        using var folder = await GeneratedAsync((_, _) => "    return 1\n");
        var died = 0;
        var first = new ScriptedSandbox(program => ++died > 1 ? throw new InvalidOperationException("killed") : ScriptedSandbox.Exited(1)) { Workers = 1 };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.ExecuteAsync(folder, first, TestContext.Current.CancellationToken));
        var other = new ScriptedSandbox(_ => ScriptedSandbox.Exited(1)) { ImageDigest = "sha256:other" };
        var exception = await Assert.ThrowsAsync<InvalidInputException>(
            () => _fixture.ExecuteAsync(folder, other, TestContext.Current.CancellationToken));
        Assert.Contains("sha256:other", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Runs);
    }

    [Fact(Timeout = 30_000)]
    public async Task ScoresAndReports_MadeAgainFromTheirInput_AreTheSameBytes()
    {
        using var folder = await GeneratedAsync((_, sample) => $"    return {sample}\n");
        await _fixture.ExecuteAsync(folder, new ScriptedSandbox(_ => ScriptedSandbox.Exited(1)), TestContext.Current.CancellationToken);
        var first = await ScoreAsync(folder);
        var second = await ScoreAsync(folder);
        Assert.Equal(first, second);
        Assert.Contains("Starter/1", first[1], StringComparison.Ordinal);
        Assert.Contains("runtime_error", first[1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Scoring_OfASampleThatWasExecutedTwice_NamesTheLine()
    {
        using var folder = await GeneratedAsync((_, _) => "    return 1\n");
        await _fixture.ExecuteAsync(folder, new ScriptedSandbox(_ => ScriptedSandbox.Exited(1)), TestContext.Current.CancellationToken);
        await File.AppendAllLinesAsync(
            folder.Executions.Path, [File.ReadLines(folder.Executions.Path).First()], TestContext.Current.CancellationToken);
        var exception = Assert.Throws<InvalidInputException>(() => new ScoringStage(_fixture.Observer).Run(folder));
        Assert.Equal(5, Assert.Single(exception.Faults).Line);
    }

    // Found when hours of executions are over, it would be found too late.
    [Fact(Timeout = 30_000)]
    public async Task Samples_ThatAreThereTwice_AreAllNamed_BeforeAnythingIsGeneratedOrExecuted()
    {
        using var folder = await GeneratedAsync((_, _) => "    return 1\n");
        await File.AppendAllLinesAsync(
            folder.Completions.Path, [.. File.ReadLines(folder.Completions.Path).Take(2)], TestContext.Current.CancellationToken);

        Task Execute() => _fixture.ExecuteAsync(folder, new ScriptedSandbox(_ => throw new InvalidOperationException("ran")), TestContext.Current.CancellationToken);
        Task Generate() => _fixture.GenerateAsync(folder, new ScriptedSource((_, _) => "    return 2\n"), TestContext.Current.CancellationToken);
        foreach (var stage in new[] { Execute, Generate })
        {
            var exception = await Assert.ThrowsAsync<InvalidInputException>(stage);
            Assert.Equal([5, 6], exception.Faults.Select(fault => fault.Line!.Value));
            Assert.Contains("stands in line 1 already", exception.Faults[0].Message, StringComparison.Ordinal);
        }

        Assert.False(folder.Executions.Exists);
    }

    private async Task<RunFolder> GeneratedAsync(Func<string, int, string> script, int samples = 2)
    {
        var folder = _fixture.Begin(_fixture.Plan(samples));
        await _fixture.GenerateAsync(folder, new ScriptedSource(script), TestContext.Current.CancellationToken);
        return folder;
    }

    private async Task<string[]> ScoreAsync(RunFolder folder)
    {
        new ScoringStage(_fixture.Observer).Run(folder);
        await _fixture.ReportAsync(folder);
        string[] names = ["scores.json", "report.html", "report.md"];
        var texts = names.Select(name => File.ReadAllText(folder.PathOf(name))).ToArray();
        foreach (var name in names)
        {
            File.Delete(folder.PathOf(name));
        }

        return texts;
    }
}
