using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Tests.Executions;

public sealed class JudgeTests
{
    private const string Word = "proof0123";

    [Theory]
    [InlineData("proof0123\n")]
    [InlineData("\nproof0123\n")]
    [InlineData("out\nproof0123")]
    [InlineData("proof0123\nprinted at exit\n")]
    public void Decide_WordOnALineOfItsOwn_IsAPass(string stdout) =>
        Assert.Equal(Verdict.Passed, Decide(Reports.Run(0, stdout)));

    [Theory]
    [InlineData("")]
    [InlineData("passed\n")]
    [InlineData("out proof0123\n")]
    [InlineData("proof0123!\n")]
    [InlineData(" proof0123\n")]
    [InlineData("proof01234\n")]
    [InlineData("PROOF0123\n")]
    public void Decide_NoSuchLine_IsNoVerdict(string stdout) => Assert.Equal(Verdict.NoVerdict, Decide(Reports.Run(0, stdout)));

    [Fact]
    public void Decide_WordInTheTailOfLongOutput_IsAPass()
    {
        var report = Reports.Run(0) with { Stdout = new CapturedOutput("much", $"more\n{Word}\n", 1000) };

        Assert.Equal(Verdict.Passed, Decide(report));
    }

    [Fact]
    public void Decide_WordButExitCodeOne_IsNoPass() => Assert.Equal(Verdict.RuntimeError, Decide(Reports.Run(1, $"{Word}\n")));

    [Fact]
    public void Decide_NoWordAskedFor_TrustsTheExitCode()
    {
        Assert.Equal(Verdict.Passed, Judge.Decide(TestLanguages.Compiled, [Reports.Run(0)], null));
        Assert.Equal(Verdict.RuntimeError, Judge.Decide(TestLanguages.Compiled, [Reports.Run(1)], null));
    }

    [Theory]
    [InlineData(StepEnd.TimedOut, Verdict.TimedOut)]
    [InlineData(StepEnd.OutOfMemory, Verdict.MemoryExceeded)]
    [InlineData(StepEnd.OutputExceeded, Verdict.OutputExceeded)]
    [InlineData(StepEnd.Signalled, Verdict.RuntimeError)]
    [InlineData(StepEnd.NotStarted, Verdict.SandboxFault)]
    public void Decide_OtherEnds_ComeBeforeWhatWasPrinted(StepEnd end, Verdict verdict) =>
        Assert.Equal(verdict, Decide(Reports.Run(end, 9) with { Stdout = new CapturedOutput($"{Word}\n", "", 0) }));

    [Fact]
    public void Decide_LaterStepThatCannotStart_IsTheProgramsFault() =>
        Assert.Equal(Verdict.RuntimeError, Decide(Reports.Compile(0), Reports.Run(StepEnd.NotStarted)));

    [Fact]
    public void Decide_EveryEnd_HasAVerdict() =>
        Assert.All(Enum.GetValues<StepEnd>(), end => Assert.Contains(Decide(Reports.Run(end) with { ExitCode = 1 }), VerdictWords.All));

    [Theory]
    [InlineData("an assertion failed: out of memory", 1, Verdict.WrongAnswer)]
    [InlineData("out of memory", 1, Verdict.MemoryExceeded)]
    [InlineData("something else", 1, Verdict.RuntimeError)]
    [InlineData("", 124, Verdict.TimedOut)]
    public void Decide_FailedRun_TakesTheFirstRuleThatFits(string stderr, int exitCode, Verdict verdict) =>
        Assert.Equal(verdict, Decide(Reports.Compile(0), Reports.Run(exitCode, stderr: stderr)));

    [Theory]
    [InlineData("FAIL", Verdict.WrongAnswer)]
    [InlineData("an assertion in a comment", Verdict.Passed)]
    public void Decide_ExitCodeZero_OnlyRulesThatAskForItSpeak(string stderr, Verdict verdict) =>
        Assert.Equal(verdict, Decide(Reports.Run(0, $"{Word}\n", stderr)));

    [Theory]
    [InlineData("syntax", Verdict.CompileError)]
    [InlineData("assertion", Verdict.CompileError)]
    [InlineData("memory", Verdict.MemoryExceeded)]
    public void Decide_FailedCompilation_IsACompileErrorUnlessARuleForItFits(string stderr, Verdict verdict) =>
        Assert.Equal(verdict, Decide(Reports.Compile(1, stderr)));

    [Fact]
    public void Decide_CompilationOutOfTime_IsTimedOut() =>
        Assert.Equal(Verdict.TimedOut, Decide(Reports.Compile(0) with { End = StepEnd.TimedOut, ExitCode = null }));

    [Fact]
    public void Decide_CompilationOnly_ProvesNothing() => Assert.Equal(Verdict.NoVerdict, Decide(Reports.Compile(0)));

    private static Verdict Decide(params StepReport[] reports) => Judge.Decide(TestLanguages.Compiled, reports, Word);
}
