using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class InputTestsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RightFile_GivesAllThatItSays()
    {
        var tests = Read(InputTestsText.Right).Tests!;
        Assert.Equal([new InputGroup("base", "base_input"), new InputGroup("plus", "plus_input")], tests.Groups);
        Assert.Equal("atol", tests.Tolerance);
        Assert.Equal(
            (TimeSpan.FromSeconds(4), 4, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), 3),
            (tests.Limits.Least, tests.Limits.Factor, tests.Limits.Most, tests.Limits.Margin, tests.Limits.WallFactor));
        Assert.Equal(["Calls/0", "Calls/1"], tests.Rules[0].Tasks);
        Assert.Equal("[tuple(x) for x in arguments]", tests.Rules[0].Restore);
        Assert.Equal("""{"kind":"set","atol":0.5}""", tests.Rules[0].Oracle);
        Assert.Equal("""{"kind":"equal","accept":[1,"1",true,null]}""", tests.Rules[1].Oracle);
    }

    [Theory]
    [InlineData("inputs: plus_input", "inputs: plus_inputs", "tests.groups[1].inputs", "Did you mean plus_input?")]
    [InlineData("inputs: plus_input", "inputs: prompt", "tests.groups[1].inputs", "type json")]
    [InlineData("tolerance: atol", "tolerance: tol", "tests.tolerance", "atol")]
    [InlineData("name: plus", "name: base", "tests.groups", "twice")]
    [InlineData("name: plus", "name: a-b", "tests.groups[1].name", "letters")]
    [InlineData("least: 4s", "least: 4", null, null)]
    [InlineData("least: 4s, ", "", "tests.limits.least", "missing")]
    [InlineData("factor: 4", "factor: 0", "tests.limits.factor", "at least 1")]
    [InlineData("margin: 1s", "margins: 1s", "tests.limits.margins", "margin")]
    [InlineData("oracle: { kind: equal, accept: [1, \"1\", true, null] }", "comment: x", "tests.rules[1].comment", "not known")]
    [InlineData("oracle: { kind: equal, accept: [1, \"1\", true, null] }", "oracle: equal", "tests.rules[1].oracle", "mapping")]
    [InlineData("tests:", "program: x\ntests:", "program", "not known")]
    public void Read_OneMistake_PointsAtIt(string right, string wrong, string? field, string? words)
    {
        var text = InputTestsText.Right.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(InputTestsText.Right, text);
        if (field is null)
        {
            Assert.Equal(TimeSpan.FromSeconds(4), Read(text).Tests!.Limits.Least);
            return;
        }

        var exception = Assert.Throws<InvalidInputException>(() => Read(text));
        var fault = Assert.Single(exception.Faults, fault => fault.Field == field);
        Assert.Contains(words!, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1, 4)]
    [InlineData(1, 4)]
    [InlineData(1.5, 6)]
    public void InputLimits_OfAnInput_AreByTheReferenceButNotLessThanTheLeast(double took, double limit) =>
        Assert.Equal(TimeSpan.FromSeconds(limit), Read(InputTestsText.Right).Tests!.Limits.Of(TimeSpan.FromSeconds(took)));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 13)]
    [InlineData(15, 61)]
    [InlineData(1000, 61)]
    public void InputLimits_OfAGroup_AreTheSumButNotMoreThanTheMost(int inputs, double limit) => Assert.Equal(
        TimeSpan.FromSeconds(limit), Read(InputTestsText.Right).Tests!.Limits.Of(Enumerable.Repeat(TimeSpan.FromMilliseconds(3), inputs)));

    private Suite Read(string text)
    {
        _folder.Write("calls+/suite.yaml", text);
        return SuiteReader.Read(_folder.PathOf("calls+"));
    }
}
