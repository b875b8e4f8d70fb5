using System.Text.Json.Nodes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Chat prompting, end to end: the checkpoint's template, what the model sees, and the code that is taken out of its answers.</summary>
[Trait("Category", "Container")]
public sealed class ChatSpecs : IDisposable
{
    private const int Timeout = 180_000;
    private const string Data = "evalplus/HumanEvalPlus.jsonl.gz";

    private const string Template = """
        {%- for message in messages %}
            {{- '[' ~ message.role ~ ']\n' ~ (message.content | trim) ~ eos_token ~ '\n' }}
        {%- endfor %}
        {%- if add_generation_prompt %}{{ '[assistant]\n' }}{% endif %}
        """;

    private const string Prefill =
        "Below is a Python script with a self-contained function that solves the problem and passes corresponding tests:\n```python\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Run_InChatStyle_AsksWhatTheTemplateSaysAndJudgesTheCodeInTheAnswers()
    {
        Codebench.RequireEngine();
        var records = Samples.Read(SharedData.Require(Data)).Take(2).ToList();
        var run = _folder.PathOf("run");
        string[] command =
        [
            "run", "--model", Checkpoint(withTemplate: true), "--suite", "humaneval+", "--prompt-style", "chat", "--limit", "2",
            "-n", "3", "--temperature", "2", "--seed", "4", "--max-tokens", "40", "--out", run,
        ];
        var scores = await Codebench.JsonAsync(0, command, TestContext.Current.CancellationToken);
        Assert.Equal(["humaneval+", "humaneval+base"], scores.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("suite").GetString()));
        Assert.All(scores.GetProperty("scores").EnumerateArray(), score => Assert.Equal(6, score.GetProperty("samples").GetInt32()));

        Assert.Equal(records.Select(Seen), Read(run, "prompts.jsonl").Select(line => line.Field("prompt")));
        Assert.All(Read(run, "prompts.jsonl"), line => Assert.Equal(Prefill, line["messages"]![1]!["content"]!.GetValue<string>()));
        var completions = Read(run, "completions.jsonl");
        Assert.Contains(completions, line => line.Field("raw").Length > 0);
        Assert.All(completions, line => Assert.DoesNotContain('\t', line.Field("completion")));
        Assert.Equal(Keys(completions), Keys(Read(run, "extractions.jsonl")));
        Assert.Equal("2", JsonNode.Parse(Samples.Text(Path.Combine(run, "run.json")))!["plan"]!["extractors"]!["python"]!.ToJsonString());

        // The same command finds everything there.
        var before = Samples.Text(Path.Combine(run, "completions.jsonl"));
        await Codebench.JsonAsync(0, command, TestContext.Current.CancellationToken);
        Assert.Equal(before, Samples.Text(Path.Combine(run, "completions.jsonl")));
    }

    [Fact(Timeout = Timeout)]
    public async Task Generate_ThenExecute_IsTheSameAsRun()
    {
        Codebench.RequireEngine();
        SharedData.Require(Data);
        var run = _folder.PathOf("run");
        await Codebench.JsonAsync(
            0,
            ["generate", "--model", Checkpoint(withTemplate: true), "--suite", "humaneval+", "--prompt-style", "chat", "--limit", "1", "--max-tokens", "5", "--out", run],
            TestContext.Current.CancellationToken);
        Assert.False(File.Exists(Path.Combine(run, "extractions.jsonl")));
        await Codebench.JsonAsync(0, ["execute", run], TestContext.Current.CancellationToken);
        Assert.Single(Read(run, "extractions.jsonl"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_WithoutATemplate_IsStatus2AndLeavesNoRun()
    {
        SharedData.Require(Data);
        var result = await Codebench.RunAsync(
            ["run", "--model", Checkpoint(withTemplate: false), "--suite", "humaneval+", "--prompt-style", "chat", "--limit", "1", "--out", _folder.PathOf("run")],
            TestContext.Current.CancellationToken);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no chat template", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("--prompt-style completion", result.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("run")));
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_AnswersThatGoOnInTheFenceOfThePrefill_Pass()
    {
        Codebench.RequireEngine();
        // The fence is open already, so the first one in the answer closes it.
        var answers = Samples.Read(SharedData.Require(Data)).Take(3).Select(record => new
        {
            task_id = record.Field("task_id"),
            completion = record.Field("prompt") + record.Field("canonical_solution") + "```\nThis is how it works:\n    def nothing(:\n",
        });
        var run = _folder.PathOf("run");
        var scores = await Codebench.JsonAsync(
            0,
            ["evaluate", "--suite", "humaneval+", "--prompt-style", "chat", "--limit", "3", "--extract", "--samples", _folder.Write("answers.jsonl", Samples.Lines(answers)), "--out", run],
            TestContext.Current.CancellationToken);
        Assert.Equal(3, scores.GetProperty("scores")[0].GetProperty("verdicts").GetProperty("passed").GetInt32());
        Assert.All(Read(run, "extractions.jsonl"), line => Assert.Equal("block", line.Field("rule")));
        Assert.All(Read(run, "prompts.jsonl"), line => Assert.Null(line["prompt"]));
    }

    [Fact(Timeout = Timeout)]
    public async Task Tokenize_Chat_ShowsWhatARunAsks()
    {
        var record = Samples.Read(SharedData.Require(Data))[0];
        object[] messages = [new { role = "user", content = Question(record) }, new { role = "assistant", content = Prefill }];
        var chats = _folder.Write("chats.jsonl", Samples.Lines([new { id = "a", messages, continue_final_message = true }]));
        var result = await Codebench.RunAsync(
            ["tokenize", "--tokenizer", Checkpoint(withTemplate: true), "--texts", chats, "--chat"], TestContext.Current.CancellationToken);
        Assert.Equal((0, Seen(record)), (result.ExitCode, JsonNode.Parse(result.StandardOutput)!["text"]!.GetValue<string>()));
    }

    // What EvalPlus asks, in the form of the template above.
    private static string Seen(JsonObject record) => $"[user]\n{Question(record).Trim()}<|endoftext|>\n[assistant]\n{Prefill}";

    private static string Question(JsonObject record) =>
        "Please provide a self-contained Python script that solves the following problem in a markdown code block:\n```\n"
        + record.Field("prompt").Trim() + "\n```\n";

    private static IReadOnlyList<JsonObject> Read(string run, string file) => Samples.Read(Path.Combine(run, file));

    private static IEnumerable<string> Keys(IEnumerable<JsonObject> lines) => lines.Select(line => $"{line.Field("task_id")} {line["sample"]}").Order();

    private string Checkpoint(bool withTemplate)
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("problems", "starter", "demo-checkpoint")))
        {
            var copy = _folder.PathOf($"checkpoint/{Path.GetFileName(file)}");
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        if (withTemplate)
        {
            _folder.Write("checkpoint/chat_template.jinja", Template);
        }

        return _folder.PathOf("checkpoint");
    }
}
