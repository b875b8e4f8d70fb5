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
}
