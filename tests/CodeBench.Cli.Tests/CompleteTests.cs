using System.Text;
using System.Text.Json;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Terminal;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

/// <summary>One prompt, continued by the demo checkpoint, which is in the repository, or by one whose ids are known.</summary>
public sealed class CompleteTests : IDisposable
{
    private const string Prompt = "def add(a, b):\n    \"\"\"The sum.";
    private static readonly string Demo = Repository.PathOf("problems", "starter", "demo-checkpoint");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Text_IsShownOnStandardOutput_AndCountedOnStandardError()
    {
        var shown = await RunAsync(ExitStatus.Done, TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "20");
        var document = await JsonAsync(TestContext.Current.CancellationToken, "--prompt-file", _folder.Write("prompt.txt", Prompt), "--max-tokens", "20");

        Assert.Equal(document.GetProperty("text").GetString()!.TrimEnd('\n'), shown.Out.TrimEnd('\n'));
        Assert.EndsWith("\n", shown.Out, StringComparison.Ordinal);
        Assert.Equal("length", document.GetProperty("finish_reason").GetString());
        Assert.Equal(20, document.GetProperty("ids").GetArrayLength());
        Assert.True(document.GetProperty("tokens_per_second").GetDouble() > 0);
        Assert.True(document.GetProperty("prompt_tokens_per_second").GetDouble() > 0);
        Assert.False(document.TryGetProperty("logprobs", out _));
        Assert.Matches(@"^20 tokens \(length\), [\d.]+ tokens/s; prompt: \d+ tokens, [\d.]+ tokens/s\s*$", shown.Error);
    }

    [Fact(Timeout = 120_000)]
    public async Task Ids_NeedNoTokenizer_AndGiveTheSameIds()
    {
        foreach (var file in (string[])["config.json", "model.safetensors"])
        {
            File.Copy(Path.Combine(Demo, file), _folder.PathOf(file));
        }

        var whole = await JsonAsync(TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "9", "-n", "2", "--temperature", "1", "--seed", "4");
        var ids = string.Join(',', Ids(whole, "prompt_ids"));
        string[] arguments = ["complete", "--model", _folder.Path, "--prompt-ids", ids, "--max-tokens", "9", "-n", "2", "--temperature", "1", "--seed", "4"];
        var shown = await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken);
        var document = Parse(await CommandLine.RunAsync([.. arguments, "--json"], TestContext.Current.CancellationToken));

        var expected = whole.GetProperty("completions").EnumerateArray().Select(one => string.Join(',', Ids(one, "ids"))).ToList();
        Assert.Equal(2, expected.Distinct().Count());
        Assert.Equal(expected, document.GetProperty("completions").EnumerateArray().Select(one => string.Join(',', Ids(one, "ids"))));
        Assert.All(document.GetProperty("completions").EnumerateArray(), one => Assert.Equal(JsonValueKind.Null, one.GetProperty("text").ValueKind));
        Assert.Equal($"== sample 0 ==\n{expected[0]}\n== sample 1 ==\n{expected[1]}\n", shown.Out);
        Assert.Contains("There is no tokenizer", shown.Error, StringComparison.Ordinal);
        Assert.Contains("18 tokens (2 length)", shown.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Sample_DependsOnItsNumber_NotOnHowManyThereAre()
    {
        var three = await JsonAsync(TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "12", "-n", "3", "--seed", "9");
        var two = await JsonAsync(TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "12", "-n", "2", "--seed", "9");
        Assert.Equal(three.GetProperty("completions").EnumerateArray().Take(2).Select(Text), two.GetProperty("completions").EnumerateArray().Select(Text));
    }

    [Fact(Timeout = 120_000)]
    public async Task GreedyIdsAndTheirLogProbabilities_AreThoseOfTheGoldenFile()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Require("models/aidreams260K/golden.json")));
        var cases = golden.RootElement.GetProperty("cases");
        var document = Parse(await CommandLine.RunAsync(
            ["complete", "--model", SharedData.Require("models/aidreams260K"), "--prompt-ids", "1", "--max-tokens", "4", "--json", "--logprobs"], TestContext.Current.CancellationToken));

        Assert.Equal(Ids(cases[0], "greedy_ids").Take(4), Ids(document, "ids"));
        Assert.Equal(cases[1].GetProperty("prompt_sum_logprob").GetDouble(), document.GetProperty("cumulative_logprob").GetDouble(), 1e-4);
        Assert.Equal(document.GetProperty("cumulative_logprob").GetDouble(), document.GetProperty("logprobs").EnumerateArray().Sum(one => one.GetDouble()), 1e-5);
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_EndsTheText_AndIsNeverShown()
    {
        var whole = Text(await JsonAsync(TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "40"));
        var stop = whole.Substring(whole.Length / 2, 3);
        var document = await JsonAsync(TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "40", "--stop", stop);
        var shown = await RunAsync(ExitStatus.Done, TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "40", "--stop", stop);

        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], Text(document));
        Assert.Equal("stop", document.GetProperty("finish_reason").GetString());
        Assert.Equal(Text(document).TrimEnd('\n'), shown.Out.TrimEnd('\n'));
    }

    [Fact(Timeout = 120_000)]
    public async Task Chat_IsRenderedByTheCheckpointsTemplate()
    {
        foreach (var file in Directory.GetFiles(Demo))
        {
            File.Copy(file, _folder.PathOf(Path.GetFileName(file)));
        }

        _folder.Write("chat_template.jinja", "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}[assistant]");
        var chat = Parse(await CommandLine.RunAsync(["complete", "--model", _folder.Path, "--prompt", "Why?", "--chat", "--max-tokens", "3", "--json"], TestContext.Current.CancellationToken));
        var text = await JsonAsync(TestContext.Current.CancellationToken, "--prompt", "[user]Why?[assistant]", "--max-tokens", "3");
        Assert.Equal(Ids(text, "prompt_ids"), Ids(chat, "prompt_ids"));
        Assert.Equal(Text(text), Text(chat));

        Assert.Contains("no chat template", (await RunAsync(ExitStatus.InvalidInput, TestContext.Current.CancellationToken, "--prompt", "Why?", "--chat")).Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("needed", "--max-tokens", "3")]
    [InlineData("no more than one", "--prompt", "a", "--prompt-ids", "1")]
    [InlineData("is empty", "--prompt", "")]
    [InlineData("has no tokens", "--prompt-ids", ",")]
    [InlineData("\"x\" is no token id", "--prompt-ids", "1,x")]
    [InlineData("\"-3\" is no token id", "--prompt-ids", "-3")]
    [InlineData("the id 768 is not in the vocabulary", "--prompt-ids", "1,768")]
    [InlineData("is for texts", "--prompt-ids", "1", "--chat")]
    [InlineData("--stop", "--prompt", "a", "--stop", "")]
    [InlineData("--prompt-file", "--prompt-file", "/no/such/file")]
    [InlineData("--min-p", "--prompt", "a", "--min-p", "-1")]
    public async Task Prompt_ThatIsWrong_IsStatus2(string named, params string[] arguments)
    {
        var result = await RunAsync(ExitStatus.InvalidInput, TestContext.Current.CancellationToken, arguments);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact(Timeout = 120_000)]
    public async Task Prompt_ThatFillsTheContext_IsStatus2_AndOneThatAlmostDoesGetsOneTokenMore()
    {
        var full = string.Join(',', Enumerable.Repeat(5, 512));
        Assert.Contains("512", (await RunAsync(ExitStatus.InvalidInput, TestContext.Current.CancellationToken, "--prompt-ids", full)).Error, StringComparison.Ordinal);
        var document = await JsonAsync(TestContext.Current.CancellationToken, "--prompt-ids", full[..^2], "--max-tokens", "9");
        Assert.InRange(document.GetProperty("tokens").GetInt32(), 0, 2);
    }

    [Fact(Timeout = 120_000)]
    public async Task Text_WithoutATokenizer_IsStatus2()
    {
        File.Copy(Path.Combine(Demo, "config.json"), _folder.PathOf("config.json"));
        File.Copy(Path.Combine(Demo, "model.safetensors"), _folder.PathOf("model.safetensors"));
        foreach (var arguments in (string[][])[["--prompt", "a"], ["--prompt-ids", "1", "--stop", "b"]])
        {
            var result = await CommandLine.RunAsync(["complete", "--model", _folder.Path, .. arguments], TestContext.Current.CancellationToken);
            Assert.Equal(ExitStatus.InvalidInput, result.Status);
            Assert.Contains("There is no tokenizer", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Device_ThatIsNotHere_IsStatus3()
    {
        var result = await RunAsync(ExitStatus.MachineNotAble, TestContext.Current.CancellationToken, "--prompt", "a", "--device", "cuda:7");
        Assert.Contains("--device cpu", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Interruption_IsStatus130_AndWhatWasShownStays()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StoppingWriter(stop);
        using var error = new StringWriter();
        var screen = Screen.Of(output, error);
        string[] arguments = ["complete", "--model", Demo, "--prompt", Prompt, "--max-tokens", "200"];
        var status = await new Application(screen, () => Toolbox.Create(screen, TimeProvider.System, Environment.GetEnvironmentVariable)).RunAsync(arguments, stop.Token);

        Assert.Equal(ExitStatus.Interrupted, status);
        Assert.Contains("interrupted", error.ToString(), StringComparison.Ordinal);
        var whole = await RunAsync(ExitStatus.Done, TestContext.Current.CancellationToken, "--prompt", Prompt, "--max-tokens", "200");
        Assert.StartsWith(output.ToString().TrimEnd('\n'), whole.Out, StringComparison.Ordinal);
        Assert.InRange(output.ToString().TrimEnd('\n').Length, 1, whole.Out.Length - 2);
    }

    private static async Task<CommandLine> RunAsync(ExitStatus expected, CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(["complete", "--model", Demo, .. arguments], cancellationToken);
        Assert.True(expected == result.Status, result.Error);
        return result;
    }

    private static async Task<JsonElement> JsonAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Parse(await RunAsync(ExitStatus.Done, cancellationToken, [.. arguments, "--json"]));

    private static JsonElement Parse(CommandLine result)
    {
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        using var document = JsonDocument.Parse(result.Out);
        return document.RootElement.Clone();
    }

    private static IEnumerable<int> Ids(JsonElement element, string field) => element.GetProperty(field).EnumerateArray().Select(id => id.GetInt32());

    private static string Text(JsonElement element) => element.GetProperty("text").GetString()!;

    /// <summary>Interrupts the command as soon as it has written something.</summary>
    private sealed class StoppingWriter(CancellationTokenSource stop) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            base.Write(value);
            if (!string.IsNullOrEmpty(value))
            {
                stop.Cancel();
            }
        }
    }
}
