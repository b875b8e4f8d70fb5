using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Languages;

public sealed class PythonRulesTests
{
    private static readonly Language Python = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");

    public static TheoryData<string, string, string> Failures() =>
        [.. PythonFailure.ReadAll().Select(failure => (failure.Name, failure.Python, failure.Variant))];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Decide_WhatPythonWrote_GivesTheVerdict(string name, string python, string variant)
    {
        var failure = PythonFailure.ReadAll().Single(one => (one.Name, one.Python, one.Variant) == (name, python, variant));
        var report = Reports.Run(failure.ExitCode, stderr: failure.Stderr);

        Assert.Equal(failure.Verdict, Judge.Decide(Python, [report], "word").ToWord());
    }

    [Fact]
    public void Decide_TracebacksWithoutEnd_AreJudgedInTime()
    {
        const string Block = "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\nValueError: x\n\nException ignored in: x\n";
        var report = Reports.Run(1, stderr: string.Concat(Enumerable.Repeat(Block, 1000)));

        Assert.Equal(Verdict.RuntimeError, Judge.Decide(Python, [report], "word"));
    }

    [Fact]
    public void Language_OfTheRepository_RunsModulesWithoutTheNameMain()
    {
        var step = Assert.Single(Python.Variants.Single(variant => variant.Name == "module").Steps);

        Assert.Equal("python3", step.Command[0]);
        Assert.Equal("0", Python.Environment["PYTHONHASHSEED"]);
        Assert.Equal(ByteSize.FromMebibytes(512), Python.Limits.Memory);
    }
}
