using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Executions;

public sealed class InputTestOutcomeTests
{
    private static readonly ProgramDraft Draft = new()
    {
        Language = TestLanguages.Compiled,
        Text = "",
        Steps = [.. Enumerable.Range(0, 4).Select(i => new Step(i % 2 == 0 ? StepKind.Run : StepKind.Check, ["x"], new Limits()))],
        Groups = ["base", "plus"],
    };

    private static readonly ProofWord Word = ProofWord.Fresh(System.Security.Cryptography.RandomNumberGenerator.Create());

    [Fact]
    public void Of_AllPassed_PassesBothWithTheirCounts()
    {
        var outcome = Of(Ran(), Check("PP"), Ran(), Check("PPP"));
        Assert.Equal((Verdict.Passed, new TestCounts(5, 0, null)), (outcome.Verdict, outcome.Tests));
        Assert.Equal((Verdict.Passed, new TestCounts(2, 0, null)), (outcome.Parts!["base"].Verdict, outcome.Parts["base"].Tests));
        Assert.Null(outcome.Inputs);
        Assert.Null(outcome.Parts["base"].Parts);
        Assert.Equal(TimeSpan.FromMilliseconds(28), outcome.WallTime);
        Assert.Equal(TimeSpan.FromMilliseconds(14), outcome.Parts["base"].WallTime);
    }

    [Theory]
    [InlineData("PWN", Verdict.WrongAnswer)]
    [InlineData("PRN", Verdict.RuntimeError)]
    [InlineData("PTN", Verdict.TimedOut)]
    [InlineData("PNN", Verdict.NoVerdict)]
    [InlineData("PTW", Verdict.TimedOut)]
    public void Of_FirstThatDidNotPass_DecidesAndIsTold(string statuses, Verdict verdict)
    {
        var outcome = Of(Ran(), Check("P"), Ran(), Check(statuses, exit: 1, stderr: "input: 1\nexpected: 2\n"));
        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal("plus input 1: input: 1\nexpected: 2", outcome.Tests!.FirstFailure);
        Assert.Equal(Verdict.Passed, outcome.Parts!["base"].Verdict);
        Assert.Null(outcome.Parts["base"].Tests!.FirstFailure);
    }

    [Fact]
    public void Of_PartThatFailed_FailsTheWholeToo()
    {
        var outcome = Of(Ran(), Check("W", exit: 1));
        Assert.Equal((Verdict.WrongAnswer, Verdict.WrongAnswer), (outcome.Verdict, outcome.Parts!["base"].Verdict));
        Assert.Equal(1, outcome.Tests!.Failed);
    }

    [Fact]
    public void Of_AllInputsAreRecorded_EachHasItsLetter()
    {
        var outcome = OutcomeFactory.FromReports(Draft with { RecordsAll = true }, [Ran(), Check("PWR"), Ran(), Check("TP")], Word);
        Assert.Equal((Verdict.WrongAnswer, new TestCounts(2, 3, "base input 1: ")), (outcome.Verdict, outcome.Tests));
        Assert.Equal(("PWR", "TP"), (outcome.Inputs!["base"], outcome.Inputs["plus"]));
        Assert.Equal(["base"], outcome.Parts!["base"].Inputs!.Keys);
    }

    [Theory]
    [InlineData(StepEnd.TimedOut, Verdict.TimedOut)]
    [InlineData(StepEnd.OutOfMemory, Verdict.MemoryExceeded)]
    [InlineData(StepEnd.OutputExceeded, Verdict.OutputExceeded)]
    [InlineData(StepEnd.Signalled, Verdict.RuntimeError)]
    public void Of_RunThatReachedALimit_IsThatVerdictAndTheFirstPartStands(StepEnd end, Verdict verdict)
    {
        var outcome = Of(Ran(), Check("P"), Ran() with { End = end, ExitCode = null });
        Assert.Equal((verdict, Verdict.Passed), (outcome.Verdict, outcome.Parts!["base"].Verdict));
        Assert.Equal(new TestCounts(1, 0, null), outcome.Tests);
    }

    [Theory]
    [InlineData(StepEnd.TimedOut, Verdict.TimedOut)]
    [InlineData(StepEnd.OutOfMemory, Verdict.MemoryExceeded)]
    [InlineData(StepEnd.NotStarted, Verdict.RuntimeError)]
    public void Of_CheckThatChokedOnTheResults_IsTheSolutionsFault(StepEnd end, Verdict verdict) =>
        Assert.Equal(verdict, Of(Ran(), Check("P") with { End = end, ExitCode = null }).Verdict);

    [Fact]
    public void Of_SolutionThatFailsBeforeAnyInput_HasNoCounts()
    {
        var outcome = Of(Ran() with { ExitCode = 1, Stderr = new CapturedOutput("assertion", "", 0) });
        Assert.Equal((Verdict.WrongAnswer, (TestCounts?)null), (outcome.Verdict, outcome.Tests));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("""{"statuses":"PP"}""")]
    [InlineData("""{"statuses":"PP","word":"another"}""")]
    [InlineData("""{"statuses":null,"word":"another"}""")]
    public void Of_CheckThatSaysSomethingElse_IsOurFault(string stdout) =>
        Assert.Throws<SandboxException>(() => Of(Ran(), Check("PP") with { Stdout = new CapturedOutput(stdout, "", 0) }));

    [Fact]
    public void Of_CheckThatFailed_IsOurFault() => Assert.Throws<SandboxException>(() => Of(Ran(), Check("PP", exit: 2)));

    [Fact]
    public void Of_OutputOfChecks_IsNotRecorded()
    {
        var outcome = Of(Ran() with { Stdout = new CapturedOutput("printed\n", "", 0) }, Check("P"));
        Assert.Equal("printed\n", outcome.Parts!["base"].Stdout);
    }

    private static Outcome Of(params StepReport[] reports) => OutcomeFactory.FromReports(Draft, reports, Word);

    private static StepReport Ran() => ScriptedSandbox.Exited(0)[0];

    private static StepReport Check(string statuses, int exit = 0, string stderr = "") =>
        ScriptedSandbox.Exited(exit, $$"""{"statuses":"{{statuses}}","word":"{{Word.Text}}"}""" + "\n", stderr)[0] with { Kind = StepKind.Check };
}
