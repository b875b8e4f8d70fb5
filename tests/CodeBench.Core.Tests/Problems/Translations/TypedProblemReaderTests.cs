using CodeBench.Core.Problems.Translations;

namespace CodeBench.Core.Tests.Problems.Translations;

public sealed class TypedProblemReaderTests
{
    [Theory]
    [InlineData("\"int\"", "int")]
    [InlineData("\"any\"", "any")]
    [InlineData("{\"list\": \"str\"}", "list[str]")]
    [InlineData("{\"sequence\": \"float\"}", "sequence[float]")]
    [InlineData("{\"optional\": {\"tuple\": [\"int\", \"bool\"]}}", "optional[tuple[int, bool]]")]
    [InlineData("{\"dict\": [\"str\", {\"union\": [\"int\", \"none\"]}]}", "dict[str, union[int, none]]")]
    public void Read_Types_AreNested(string json, string expected) =>
        Assert.Equal(expected, ReadDocument.Identity(json, "{\"none\": null}").Returns.ToString());

    [Theory]
    [InlineData("{\"int\": \"-12345678901234567890\"}", "-12345678901234567890")]
    [InlineData("{\"float\": \"1e-05\"}", "1e-05")]
    [InlineData("{\"str\": \"a\\nb\"}", "\"a\nb\"")]
    [InlineData("{\"bool\": false}", "false")]
    [InlineData("{\"none\": null}", "none")]
    [InlineData("{\"list\": [{\"tuple\": []}, {\"int\": \"1\"}]}", "[(), 1]")]
    [InlineData("{\"dict\": [[{\"str\": \"k\"}, {\"list\": []}]]}", "{\"k\": []}")]
    public void Read_Values_AreKeptAsTheyAreWritten(string json, string expected) =>
        Assert.Equal(expected, ReadDocument.Identity("\"any\"", json).Assertions[0].Expected.ToString());

    [Fact]
    public void Read_Docstring_KeepsLinesAndExamplesInTheirOrder()
    {
        var example = ReadDocument.Call("f", "null", "{\"int\": \"1\"}", 4);
        var problem = ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}", "[{\"text\": \"One.\"}, {\"example\": " + example + "}, {\"text\": \"\"}]");

        Assert.Equal(["One.", null, ""], problem.Docstring.Select(part => part.Text));
        Assert.Null(problem.Docstring[1].Example!.Arguments);
        Assert.Equal((4, 9), (problem.Docstring[1].Example!.Line, problem.Assertions[0].Line));
    }

    [Fact]
    public void Read_Refusal_HasNoProblem()
    {
        var reading = TypedProblemReader.Read("{\"refused\": {\"line\": 3, \"reason\": \"no\"}}");

        Assert.Null(reading.Problem);
        Assert.Equal(new Unsaid(3, "no"), reading.Refusal);
    }

    [Fact]
    public void Read_LeftOutTests_AreListed() => Assert.Equal(
        [new Unsaid(7, "loop")],
        TypedProblemReader.Read(ReadDocument.Json("\"int\"", "{\"int\": \"1\"}", leftOut: "[{\"line\": 7, \"reason\": \"loop\"}]")).LeftOut);

    [Theory]
    [InlineData("\"integer\"", "{\"int\": \"1\"}")]
    [InlineData("\"Int\"", "{\"int\": \"1\"}")]
    [InlineData("{\"list\": \"int\", \"dict\": []}", "{\"int\": \"1\"}")]
    [InlineData("\"int\"", "{\"int\": 1}")]
    [InlineData("\"int\"", "{\"set\": []}")]
    [InlineData("\"int\"", "1")]
    public void Read_WhatHasNotTheForm_IsAFaultOfTheReader(string type, string value) =>
        Assert.Throws<FormatException>(() => ReadDocument.Identity(type, value));
}
