using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Tests.Executions;

public sealed class ResultJsonTests
{
    private static readonly Execution Full = new("mbpp@sanitized", "python", "MBPP/11", 2, new Outcome
    {
        Verdict = Verdict.WrongAnswer,
        ExitCode = 1,
        WallTime = TimeSpan.FromMilliseconds(31),
        CpuTime = TimeSpan.FromMilliseconds(25),
        Memory = ByteSize.FromMebibytes(9),
        Stdout = "ä <b> 'x'\n",
        Stderr = "AssertionError",
        Tests = new TestCounts(3, 1, "f(1) == 2"),
    });

    [Fact]
    public void Line_Execution_HasExactlyTheFieldsOfTheContract() => Assert.Equal(
        """{"suite":"mbpp@sanitized","language":"python","task_id":"MBPP/11","sample":2,"verdict":"wrong_answer","exit_code":1,"signal":null,"wall_ms":31,"cpu_ms":25,"memory_bytes":9437184,"stdout":"ä <b> 'x'\n","stderr":"AssertionError","tests":{"passed":3,"failed":1,"first_failure":"f(1) == 2"}}""",
        JsonSerializer.Serialize(Full, ResultJson.Line));

    [Fact]
    public void Line_JudgedProgram_HasTheFieldsOfAnExecution() => Assert.Equal(
        """{"id":"a","verdict":"timed_out","exit_code":null,"signal":9,"wall_ms":0,"cpu_ms":0,"memory_bytes":0,"stdout":"","stderr":"","tests":null}""",
        JsonSerializer.Serialize(new JudgedProgram("a", new Outcome { Verdict = Verdict.TimedOut, Signal = 9 }), ResultJson.Line));

    [Fact]
    public void Line_ExecutionOfEveryVerdict_IsReadAsItWasWritten()
    {
        foreach (var verdict in VerdictWords.All)
        {
            var execution = Full with { Verdict = verdict };
            Assert.Equal(execution, JsonSerializer.Deserialize<Execution>(JsonSerializer.Serialize(execution, ResultJson.Line), ResultJson.Line));
        }
    }

    [Theory]
    [InlineData("\"verdict\":\"wrong_answer\"", "\"verdict\":\"wrong\"")]
    [InlineData("\"verdict\":\"wrong_answer\"", "\"verdict\":1")]
    [InlineData("\"sample\":2,", "")]
    [InlineData("\"sample\":2", "\"sample\":2,\"sample\":3")]
    [InlineData("\"sample\":2", "\"sampel\":2")]
    [InlineData("\"wall_ms\":31", "\"wall_ms\":\"31\"")]
    [InlineData("\"suite\":\"mbpp@sanitized\"", "\"suite\":null")]
    public void Line_DamagedExecution_IsRefused(string right, string wrong)
    {
        var line = JsonSerializer.Serialize(Full, ResultJson.Line).Replace(right, wrong);

        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Execution>(line, ResultJson.Line));
    }
}
