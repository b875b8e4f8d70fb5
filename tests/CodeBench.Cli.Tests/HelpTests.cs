namespace CodeBench.Cli.Tests;

public sealed class HelpTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("generate")]
    [InlineData("execute")]
    [InlineData("score")]
    [InlineData("report")]
    [InlineData("merge")]
    [InlineData("submit")]
    [InlineData("compare")]
    [InlineData("gate")]
    [InlineData("contamination")]
    [InlineData("evaluate")]
    [InlineData("judge")]
    [InlineData("tokenize")]
    [InlineData("complete")]
    [InlineData("suites list")]
    [InlineData("suites fetch")]
    [InlineData("suites verify")]
    [InlineData("suites power")]
    [InlineData("suites translate")]
    [InlineData("languages list")]
    [InlineData("languages build")]
    [InlineData("languages check")]
    [InlineData("doctor")]
    public async Task Help_OfEveryCommand_HasAnExample(string command)
    {
        var result = await CommandLine.RunAsync([.. command.Split(' '), "--help"], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.Contains("codebench " + command, result.Out, StringComparison.Ordinal);
        Assert.Contains("Example:", result.Out, StringComparison.Ordinal);
        Assert.Contains("--json", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Lists_AsJson_AreOneDocument()
    {
        var result = await CommandLine.RunAsync(["suites", "list", "--json"], TestContext.Current.CancellationToken);
        using var document = System.Text.Json.JsonDocument.Parse(result.Out);
        var names = document.RootElement.EnumerateArray().Select(row => row.GetProperty("suite").GetString());
        Assert.Contains("humaneval", names);
    }
}
