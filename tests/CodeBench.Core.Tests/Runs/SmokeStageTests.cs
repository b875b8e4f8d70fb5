using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

public sealed class SmokeStageTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Case_ThatTimesOutOnce_IsRunAgain()
    {
        var slow = true;
        var sandbox = new ScriptedSandbox(program =>
        {
            var proof = ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program));
            if (!program.Files[0].Content.Contains("bytearray", StringComparison.Ordinal) || !slow)
            {
                return proof;
            }

            slow = false;
            return [proof[0] with { End = StepEnd.TimedOut, ExitCode = null }];
        });
        var python = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");
        var results = await new SmokeStage(sandbox, RunFixture.Random, _fixture.Observer).RunAsync(python, new LimitOverrides(), TestContext.Current.CancellationToken);

        Assert.All(results, result => Assert.Equal(Verdict.Passed, result.Outcome.Verdict));
        Assert.Equal(results.Count + 1, sandbox.Runs);
    }

    // A language has two of them, and may give programs a minute.
    [Theory(Timeout = 30_000)]
    [InlineData(null, 3)]
    [InlineData(20, 3)]
    [InlineData(1, 1)]
    public async Task Cases_ThatAreToTimeOut_HaveLittleTime(int? timeout, int seconds)
    {
        var sandbox = new ScriptedSandbox(program =>
        {
            var ends = program.Steps[^1].Limits.CpuTime > TimeSpan.FromSeconds(seconds);
            return [ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program))[0] with { End = ends ? StepEnd.Exited : StepEnd.TimedOut, ExitCode = ends ? 0 : null }];
        });
        var python = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");
        var limits = new LimitOverrides { Timeout = timeout is { } given ? TimeSpan.FromSeconds(given) : null };
        var results = await new SmokeStage(sandbox, RunFixture.Random, _fixture.Observer).RunAsync(python, limits, TestContext.Current.CancellationToken);

        Assert.Contains(results, result => result.Case.Verdict == Verdict.TimedOut);
        Assert.All(results.Where(result => result.Case.Verdict == Verdict.TimedOut), result => Assert.Equal(Verdict.TimedOut, result.Outcome.Verdict));
        Assert.All(results.Where(result => timeout != seconds && result.Case.Verdict == Verdict.Passed), result => Assert.Equal(Verdict.Passed, result.Outcome.Verdict));
    }
}
