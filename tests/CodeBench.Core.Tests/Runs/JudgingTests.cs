using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>What is judged before is not run again, what timed out beside others is run again alone, control runs catch cheats.</summary>
public sealed class JudgingTests : IDisposable
{
    private readonly RunFixture _fixture = new();
    private int _running;

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Judge_EqualPrograms_RunsOne()
    {
        var sandbox = new ScriptedSandbox(Pass);
        var first = await JudgeAsync(sandbox, RunFixture.Options, ["a", "b", "a", "a"], TestContext.Current.CancellationToken);
        var second = await JudgeAsync(sandbox, RunFixture.Options, ["b", "a"], TestContext.Current.CancellationToken);
        Assert.Equal(2, sandbox.Runs);
        Assert.Equal([.. Enumerable.Repeat(Verdict.Passed, 6)], [.. first, .. second]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_OtherLimitsProofOrImage_RunsAgain()
    {
        var sandbox = new ScriptedSandbox(Pass);
        await JudgeAsync(sandbox, RunFixture.Options, ["a"], TestContext.Current.CancellationToken);
        await JudgeAsync(sandbox, RunFixture.Options with { Limits = new LimitOverrides { Timeout = TimeSpan.FromSeconds(1) } }, ["a"], TestContext.Current.CancellationToken);
        await JudgeAsync(sandbox, RunFixture.Options with { Proof = PassProof.ExitCode }, ["a"], TestContext.Current.CancellationToken);
        Assert.Equal(3, sandbox.Runs);
        var other = new ScriptedSandbox(Pass) { ImageDigest = "sha256:other" };
        await JudgeAsync(other, RunFixture.Options, ["a"], TestContext.Current.CancellationToken);
        Assert.Equal(1, other.Runs);
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_SandboxFault_IsNotKept()
    {
        var sandbox = new ScriptedSandbox(_ => throw new SandboxException("lost"));
        Assert.Equal([Verdict.SandboxFault], await JudgeAsync(sandbox, RunFixture.Options, ["a"], TestContext.Current.CancellationToken));
        Assert.Equal(0, _fixture.Cache.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_TimedOutBesideOthers_RunsAgainAlone()
    {
        // "slow" needs the machine to itself; "for ever" never ends; each runs once beside others and once alone.
        var sandbox = Crowded();
        var verdicts = await JudgeAsync(sandbox, RunFixture.Options, ["slow", "quick 1", "for ever", "quick 2"], TestContext.Current.CancellationToken);
        Assert.Equal([Verdict.Passed, Verdict.Passed, Verdict.TimedOut, Verdict.Passed], verdicts);
        Assert.Equal(6, sandbox.Runs);
        Assert.Contains(_fixture.Observer.Messages, message => message.Contains("2 programs timed out", StringComparison.Ordinal)
            && message.Contains("1 of these verdicts changed", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_SandboxFaultWhenRunAlone_IsNoChangedVerdict()
    {
        var verdicts = await JudgeAsync(Crowded(), RunFixture.Options, ["lost", "quick 1", "quick 2", "quick 3"], TestContext.Current.CancellationToken);
        Assert.Equal([Verdict.SandboxFault, Verdict.Passed, Verdict.Passed, Verdict.Passed], verdicts);
        Assert.Contains(_fixture.Observer.Messages, message => message.Contains("1 programs timed out", StringComparison.Ordinal)
            && message.Contains("0 of these verdicts changed", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_TimedOutWithOneWorker_CountsAtOnce()
    {
        var sandbox = new ScriptedSandbox(_ => TimedOut(TimeSpan.FromSeconds(20))) { Workers = 1 };
        Assert.Equal([Verdict.TimedOut, Verdict.TimedOut], await JudgeAsync(sandbox, RunFixture.Options with { Workers = 1 }, ["a", "b"], TestContext.Current.CancellationToken));
        Assert.Equal(2, sandbox.Runs);
        Assert.Equal(2, _fixture.Cache.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_SandboxThatTakesProgramsAhead_GetsAsManyAndStillOneWorkerHasNoCompany()
    {
        var (most, under) = (0, 0);
        var full = new TaskCompletionSource();
        var sandbox = new ScriptedSandbox(async (_, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            if (under == 3)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref under);
            return TimedOut(TimeSpan.FromSeconds(20));
        })
        { Workers = 1, Ahead = 2 };
        var verdicts = await JudgeAsync(sandbox, RunFixture.Options with { Workers = 1 }, ["a", "b", "c", "d", "e", "f"], TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Repeat(Verdict.TimedOut, 6), verdicts);
        Assert.Equal((3, 6), (most, sandbox.Runs));
    }

    [Fact(Timeout = 30_000)]
    public async Task Judge_TimedOutWithoutHavingHadTheProcessor_IsNotKept()
    {
        var sandbox = new ScriptedSandbox(_ => TimedOut(TimeSpan.FromSeconds(1))) { Workers = 1 };
        await JudgeAsync(sandbox, RunFixture.Options with { Workers = 1 }, ["a"], TestContext.Current.CancellationToken);
        Assert.Equal(0, _fixture.Cache.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Control_ProgramThatPassesWhateverItsTestsSay_IsNoVerdict()
    {
        // The honest one fails where its control fails it; the cheat prints what is asked for in any case.
        var sandbox = new ScriptedSandbox(program =>
            program.Files[0].Content.StartsWith("honest", StringComparison.Ordinal) && program.Files[0].Content.Contains("control run", StringComparison.Ordinal)
                ? ScriptedSandbox.Exited(1)
                : Pass(program));
        var options = RunFixture.Options with { Proof = PassProof.Control };
        Assert.Equal([Verdict.Passed, Verdict.NoVerdict], await JudgeAsync(sandbox, options, ["honest", "cheat"], TestContext.Current.CancellationToken));
        Assert.Equal(4, sandbox.Runs);
    }

    private static IReadOnlyList<StepReport> Pass(SourceProgram program) =>
        ScriptedSandbox.Exited(0, program.Files[0].Content.Contains("proof", StringComparison.Ordinal) ? ScriptedSandbox.ProofOf(program) : "");

    private static IReadOnlyList<StepReport> TimedOut(TimeSpan cpu) =>
        [ScriptedSandbox.Exited(0)[0] with { End = StepEnd.TimedOut, ExitCode = null, Signal = 9, CpuTime = cpu }];

    // The programs of the first pair end together, so each had company.
    private ScriptedSandbox Crowded()
    {
        var started = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var runs = 0;
        return new ScriptedSandbox(async (program, cancellationToken) =>
        {
            var company = Interlocked.Increment(ref _running);
            var pair = Interlocked.Increment(ref runs) - 1;
            if (pair < 4)
            {
                if (pair % 2 == 1)
                {
                    started[pair / 2].TrySetResult();
                }

                await started[pair / 2].Task.WaitAsync(cancellationToken);
            }

            var text = program.Files[0].Content;
            Interlocked.Decrement(ref _running);
            if (text.StartsWith("lost", StringComparison.Ordinal))
            {
                return pair < 4 ? TimedOut(TimeSpan.FromSeconds(20)) : throw new SandboxException("lost");
            }

            return text.StartsWith("for ever", StringComparison.Ordinal) || (text.StartsWith("slow", StringComparison.Ordinal) && (pair < 4 || company > 1))
                ? TimedOut(TimeSpan.FromSeconds(20))
                : Pass(program);
        });
    }

    private async Task<List<Verdict>> JudgeAsync(ScriptedSandbox sandbox, ExecutionOptions options, string[] programs, CancellationToken cancellationToken)
    {
        var stage = new ProgramStage(sandbox, _fixture.Cache, RunFixture.Random, _fixture.Observer);
        var lines = programs.Select((text, number) => new ProgramLine($"{number}", text));
        var judged = stage.RunAsync(_fixture.Languages.Find("python"), lines, programs.Length, options, cancellationToken);
        return await judged.Select(item => item.Verdict).ToListAsync(cancellationToken);
    }
}
