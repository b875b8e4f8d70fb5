using System.Text;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Tests.Executions;

public sealed class OutcomeFactoryTests
{
    private static readonly ProofWord Word = new("proof0123");

    [Fact]
    public void FromReports_TwoSteps_AddsTimesAndTakesTheLargestMemory()
    {
        var outcome = OutcomeFactory.FromReports(TestLanguages.Compiled, [Reports.Compile(0, "warning\n"), Reports.Run(3, "out", "err")], Word);

        Assert.Equal(
            new Outcome
            {
                Verdict = Verdict.RuntimeError,
                ExitCode = 3,
                WallTime = TimeSpan.FromMilliseconds(25),
                CpuTime = TimeSpan.FromMilliseconds(16),
                Memory = ByteSize.FromMebibytes(90),
                Stdout = "out",
                Stderr = "warning\nerr",
            },
            outcome);
    }

    [Fact]
    public void FromReports_Signal_IsRecorded()
    {
        var outcome = OutcomeFactory.FromReports(TestLanguages.Compiled, [Reports.Run(StepEnd.Signalled, 11)], Word);

        Assert.Equal((null, 11), (outcome.ExitCode, outcome.Signal));
    }

    [Theory]
    [InlineData("out\nproof0123\n", "out")]
    [InlineData("out\n\nproof0123\nmore", "out\nmore")]
    [InlineData("\nproof0123\n", "")]
    [InlineData("I know proof0123, twice: proof0123", "I know , twice: ")]
    public void FromReports_ProofWord_IsNotRecorded(string stdout, string recorded)
    {
        var outcome = OutcomeFactory.FromReports(TestLanguages.Compiled, [Reports.Run(0, stdout, $"line with {stdout}")], Word);

        Assert.Equal(recorded, outcome.Stdout);
        Assert.DoesNotContain(Word.Text, outcome.Stderr);
    }

    [Fact]
    public void FromReports_LongOutput_KeepsBothEndsAndCountsTheRest()
    {
        var text = $"start{new string('x', 100_000)}end";
        var outcome = OutcomeFactory.FromReports(TestLanguages.Compiled, [Reports.Run(1, text)], Word);

        Assert.StartsWith("start", outcome.Stdout);
        Assert.EndsWith("end", outcome.Stdout);
        Assert.Contains($"[... {text.Length - OutcomeFactory.MostOutput.Bytes} bytes cut ...]", outcome.Stdout);
    }

    [Fact]
    public void FromReports_OutputAlreadyCut_AddsItsCountToOurs()
    {
        var output = new CapturedOutput(new string('a', 10_000), new string('b', 10_000), 1_000_000);
        var outcome = OutcomeFactory.FromReports(TestLanguages.Compiled, [Reports.Run(1) with { Stderr = output }], Word);

        Assert.Contains($"[... {1_000_000 + 20_000 - OutcomeFactory.MostOutput.Bytes} bytes cut ...]", outcome.Stderr);
    }

    [Fact]
    public void FromReports_LongOutputOfManyByteCharacters_IsCutBetweenThem()
    {
        var outcome = OutcomeFactory.FromReports(
            TestLanguages.Compiled, [Reports.Run(1, "a" + string.Concat(Enumerable.Repeat("\U0001F600", 5_000)))], Word);

        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(outcome.Stdout)));
        Assert.InRange(Encoding.UTF8.GetByteCount(outcome.Stdout), 4_000, 4_200);
    }

    [Fact]
    public void FromFault_Message_IsWhatIsRecorded()
    {
        var outcome = OutcomeFactory.FromFault(new SandboxException("The engine went away."));

        Assert.Equal((Verdict.SandboxFault, "The engine went away."), (outcome.Verdict, outcome.Stderr));
    }
}
