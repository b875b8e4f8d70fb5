using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Programs;

public sealed class ProgramAssemblerTests
{
    private static readonly LimitOverrides None = new();

    [Fact]
    public void Assemble_Completion_PutsTestsBehindTheSolution()
    {
        var tiny = TinySuite.Load();
        var draft = new ProgramAssembler(TestLanguages.Compiled, tiny.Suite, None).Assemble(tiny.Problems[0], "code\n", SampleKind.Completion);

        Assert.Equal("code\n\nc\n", draft.Text);
    }

    [Fact]
    public void Seal_Word_IsOnlyInTheSealedProgram()
    {
        var draft = new ProgramAssembler(TestLanguages.Compiled, None).Assemble("program");
        var program = draft.Seal(new ProofWord("proof0123"));

        Assert.Equal(new SourceFile("program.toy", "program\nprint(\"proof0123\")\n"), Assert.Single(program.Files));
        Assert.Equal("1", program.Environment["TOY"]);
        Assert.Same(draft.Steps, program.Steps);
        Assert.Equal("program", draft.Text);
    }

    [Fact]
    public void Seal_NoWord_LeavesTheProgramAsItIs() =>
        Assert.Equal("program", new ProgramAssembler(TestLanguages.Compiled, None).Assemble("program").Seal(null).Files[0].Content);

    [Fact]
    public void Create_ForASuite_TakesTheSuitesLimitsForTheRunOnly()
    {
        var steps = new ProgramAssembler(TestLanguages.Compiled, TinySuite.Load().Suite, None).Steps;

        Assert.Equal(TestLanguages.Compiled.Steps[0], steps[0]);
        Assert.Equal(TimeSpan.FromSeconds(2), steps[1].Limits.CpuTime);
        Assert.Equal(TimeSpan.FromMilliseconds(500), steps[1].Limits.WallTime);
    }

    [Fact]
    public void Create_WithTimeout_KeepsTheRatioOfWallTimeToProcessorTime()
    {
        var overrides = new LimitOverrides { Timeout = TimeSpan.FromSeconds(1) };
        var limits = new ProgramAssembler(TestLanguages.Compiled, overrides).Steps[1].Limits;

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), (limits.CpuTime, limits.WallTime));
    }

    [Fact]
    public void Create_WithLittleMemory_LeavesSomeBesideTheFiles()
    {
        var overrides = new LimitOverrides { Memory = ByteSize.FromMebibytes(40) };
        var limits = new ProgramAssembler(TestLanguages.Compiled, overrides).Steps[1].Limits;

        Assert.Equal((ByteSize.FromMebibytes(40), ByteSize.FromMebibytes(20)), (limits.Memory, limits.Files));
    }

    [Fact]
    public void Limits_OfLessMemoryThanTheCompilationHas_AreTheLittleThatWasAskedFor()
    {
        var overrides = new LimitOverrides { Memory = ByteSize.FromMebibytes(40) };
        var assembler = new ProgramAssembler(TestLanguages.Compiled, overrides);
        Assert.Equal(ByteSize.FromMebibytes(40), assembler.Limits.Memory);
        Assert.Equal(TestLanguages.Compiled.Steps[0].Limits.CpuTime, assembler.Steps[0].Limits.CpuTime);

        var suite = TinySuite.Load().Suite;
        suite = suite with { Limits = suite.Limits with { Memory = ByteSize.FromMebibytes(50) } };
        Assert.Equal(ByteSize.FromMebibytes(50), new ProgramAssembler(TestLanguages.Compiled, suite, None).Limits.Memory);
        Assert.Equal(ByteSize.FromMebibytes(40), new ProgramAssembler(TestLanguages.Compiled, suite, overrides).Limits.Memory);
    }

    [Fact]
    public void Limits_OfTwoSteps_AreTheLargestOfEach()
    {
        var limits = new ProgramAssembler(TestLanguages.Compiled, None).Limits;

        Assert.Equal(ByteSize.FromMebibytes(900), limits.Memory);
        Assert.Equal(TimeSpan.FromSeconds(30), limits.WallTime);
        Assert.Equal(TimeSpan.FromSeconds(10), limits.CpuTime);
    }

    [Fact]
    public void Create_SuiteWithAVariant_TakesItsSteps()
    {
        var suite = TinySuite.Load().Suite with { Variant = "script" };

        Assert.Equal(["toy", "program.toy"], Assert.Single(new ProgramAssembler(TestLanguages.Compiled, suite, None).Steps).Command);
    }

    [Fact]
    public void Create_VariantThatTheLanguageLacks_ListsThoseItHas()
    {
        var suite = TinySuite.Load().Suite with { Variant = "scripts" };

        Assert.Contains(
            "Did you mean script?",
            Assert.Throws<InvalidInputException>(() => new ProgramAssembler(TestLanguages.Compiled, suite, None)).Message);
    }

    [Fact]
    public void Assemble_ProblemWithoutSuite_IsRefused() => Assert.Throws<InvalidOperationException>(
        () => new ProgramAssembler(TestLanguages.Compiled, None).Assemble(TinySuite.Load().Problems[0], "", SampleKind.Completion));

    // The hashes come from a program of a few lines in Python, written straight from what the benchmarks' authors say.
    [Theory]
    [InlineData("humaneval", "humaneval", "afb3120838d8ed55b3bb2d6d72c4704f6cc98ae570a0fb550235b680ab374ac4", 3)]
    [InlineData("mbpp@all", "mbpp", "e35ff41d1236a160fac31b98ef25bea56b70a808acfcf22c8ccb75ec2b35b40f", 10)]
    public void Assemble_RealReferences_AreTheProgramsThatTheAuthorsRun(string name, string data, string hash, int seconds)
    {
        var suite = TestSuites.Require(name, data);
        var python = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");
        var assembler = new ProgramAssembler(python, suite.Suite, None);

        var texts = suite.Problems.Select(problem => assembler.Assemble(problem, problem.Reference!, SampleKind.Completion).Text);

        Assert.Equal(hash, Hashes.Of(string.Concat(texts)));
        Assert.Equal("-c", assembler.Steps[0].Command[1]);
        Assert.Equal(TimeSpan.FromSeconds(seconds), assembler.Limits.CpuTime);
        Assert.True(assembler.Limits.WallTime > assembler.Limits.CpuTime);
    }

    [Fact]
    public void Assemble_RealSolution_HasNoPromptInFront()
    {
        var suite = TestSuites.Require("humaneval", "humaneval");
        var assembler = new ProgramAssembler(TestLanguages.Compiled, suite.Suite with { Variant = null }, None);

        Assert.StartsWith("whole\n", assembler.Assemble(suite.Problems[0], "whole", SampleKind.Solution).Text);
        Assert.StartsWith("from typing", assembler.Assemble(suite.Problems[0], "rest", SampleKind.Completion).Text);
    }

    [Fact]
    public void Assemble_RealSanitizedMbpp_PutsImportsFirst()
    {
        var suite = TestSuites.Require("mbpp@sanitized", "mbpp");
        var assembler = new ProgramAssembler(TestLanguages.Compiled, suite.Suite with { Variant = null }, None);
        var problem = suite.Problems.First(problem => ((string[])problem.Fields["test_imports"]).Length > 0);

        Assert.StartsWith(
            $"{((string[])problem.Fields["test_imports"])[0]}\n", assembler.Assemble(problem, "code", SampleKind.Completion).Text);
    }
}
