using System.Text.RegularExpressions;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The same problems, asked otherwise.</summary>
[Trait("Category", "Container")]
public sealed partial class PromptVariantSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 300_000)]
    [InlineData("humaneval~trailing-newline", "humaneval/HumanEval.jsonl.gz")]
    [InlineData("humaneval~indentation-2", "humaneval/HumanEval.jsonl.gz")]
    [InlineData("humaneval~indentation-tab", "humaneval/HumanEval.jsonl.gz")]
    [InlineData("humaneval~docstring-quotes", "humaneval/HumanEval.jsonl.gz")]
    [InlineData("humaneval~docstring-comments", "humaneval/HumanEval.jsonl.gz")]
    [InlineData("humaneval+@mini~indentation-tab", "evalplus/HumanEvalPlus-Mini.jsonl.gz")]
    public async Task References_UnderEachVariant_AllPass(string suite, string data)
    {
        Codebench.RequireEngine();
        var samples = Samples.Read(SharedData.Require(data)).Select(record => new { task_id = record.Field("task_id"), completion = In(suite, record.Field("canonical_solution")) });
        var scores = await Codebench.JsonAsync(
            0,
            ["evaluate", "--suite", suite, "--samples", _folder.Write("samples.jsonl", Samples.Lines(samples)), "--out", _folder.PathOf("run")],
            TestContext.Current.CancellationToken);

        var names = scores.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("suite").GetString());
        Assert.Equal(suite.Contains('+', StringComparison.Ordinal) ? [suite, suite.Replace("+", "+base", StringComparison.Ordinal)] : [suite], names);
        Assert.All(scores.GetProperty("scores").EnumerateArray(), score => Assert.Equal(164, score.GetProperty("verdicts").GetProperty("passed").GetInt32()));
    }

    // Answers are fitted to what stands around the code, so they go through all that a variant changes.
    [Theory(Timeout = 300_000)]
    [InlineData("docstring-block")]
    [InlineData("indentation-2")]
    [InlineData("indentation-tab")]
    public async Task Answers_WhoseLanguageDoesNotMind_GetTheSameVerdicts(string variant)
    {
        Codebench.RequireEngine();
        var answers = Samples.Read(SharedData.Require("recorded/gpt-solutions/humaneval-java.jsonl.gz")).Where((_, i) => i % 8 == 0).ToList();
        var samples = _folder.Write("answers.jsonl", Samples.Lines(answers.Select(answer => new { task_id = answer.Field("name"), completion = answer.Field("gpt_solution") })));

        var plain = await VerdictsAsync("multipl-e-humaneval");
        Assert.Equal(answers.Count, plain.Count);
        Assert.True(plain.Count(line => line.EndsWith(" passed", StringComparison.Ordinal)) > answers.Count / 2);
        Assert.Equal(plain, await VerdictsAsync($"multipl-e-humaneval~{variant}"));

        async Task<IReadOnlyList<string>> VerdictsAsync(string suite)
        {
            var run = _folder.PathOf(suite);
            await Codebench.JsonAsync(0, ["evaluate", "--suite", suite + ":java", "--samples", samples, "--extract", "--out", run], TestContext.Current.CancellationToken);
            return [.. Samples.Read(Path.Combine(run, "executions.jsonl")).Select(line => $"{line.Field("task_id")} {line.Field("verdict")}").Order(StringComparer.Ordinal)];
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_OfTheDemoCheckpointUnderVariants_HasAScoreForEachAndTheirSpread()
    {
        Codebench.RequireEngine();
        var run = _folder.PathOf("run");
        string[] command =
        [
            "run", "--model", Repository.PathOf("problems", "starter", "demo-checkpoint"), "--suite", "starter", "--n-samples", "2", "--temperature", "0.8", "--seed", "1",
            "--limit", "8", "--prompt-variants", "trailing-newline,indentation-tab,shot-order", "--out", run,
        ];
        var first = await Codebench.RunAsync([.. command, "--json"], TestContext.Current.CancellationToken);
        Assert.True(first.ExitCode == 0, first.StandardError);
        Assert.Contains("starter (python, completion) has no variant shot-order: it would change few of its prompts, or none.", first.StandardError, StringComparison.Ordinal);

        var before = await File.ReadAllBytesAsync(Path.Combine(run, "scores.json"), TestContext.Current.CancellationToken);
        var scores = await Codebench.JsonAsync(0, command, TestContext.Current.CancellationToken);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(run, "scores.json"), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["starter", "starter~indentation-tab", "starter~trailing-newline"],
            scores.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("suite").GetString()).Order());
        Assert.All(scores.GetProperty("scores").EnumerateArray(), score => Assert.Equal(16, score.GetProperty("samples").GetInt32()));
        var spread = Assert.Single(scores.GetProperty("spreads").EnumerateArray());
        Assert.Equal(["baseline", "indentation-tab", "trailing-newline"], spread.GetProperty("variants").EnumerateArray().Select(variant => variant.GetProperty("variant").GetString()));
        Assert.Equal(
            spread.GetProperty("spread").GetDouble(),
            scores.GetProperty("scores").EnumerateArray().Select(One).Max() - scores.GetProperty("scores").EnumerateArray().Select(One).Min(),
            12);
        Assert.InRange(spread.GetProperty("p").GetDouble(), 0.0001, 1);
        Assert.Contains("## Prompt variants", await File.ReadAllTextAsync(Path.Combine(run, "report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // A variant is a suite to whoever reads scores.
        await Codebench.JsonAsync(0, ["gate", run, "--baseline", Path.Combine(run, "scores.json")], TestContext.Current.CancellationToken);
        await Codebench.JsonAsync(0, ["gate", run, "--min", "starter~indentation-tab=0"], TestContext.Current.CancellationToken);

        static double One(System.Text.Json.JsonElement score) => score.GetProperty("pass_at").GetProperty("1").GetProperty("value").GetDouble();
    }

    private static string In(string suite, string solution) => suite.Split('~')[1] switch
    {
        "trailing-newline" => "\n" + solution,
        "indentation-2" => Reindent(solution, "  "),
        "indentation-tab" => Reindent(solution, "\t"),
        _ => solution,
    };

    // However deep: what is deeper than so many other lines has so many levels.
    private static string Reindent(string solution, string level)
    {
        int[] depths = [.. Indentation().Matches(solution).Select(match => match.Length).Distinct().Order()];
        return Indentation().Replace(solution, match => string.Concat(Enumerable.Repeat(level, Array.IndexOf(depths, match.Length) + 1)));
    }

    [GeneratedRegex(@"^ +(?=\S)", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
