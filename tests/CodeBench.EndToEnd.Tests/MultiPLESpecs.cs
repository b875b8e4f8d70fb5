using System.Text.Json.Nodes;
using CodeBench.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CodeBench.EndToEnd.Tests;

/// <summary>MultiPL-E in every language that can be built here: verdicts that others recorded, answers of a chat model, right and broken completions.</summary>
/// <remarks>
/// What is expected of each language, and which programs fare otherwise, stands in multipl-e.yaml; docs/multipl-e.md says why. CODEBENCH_ALL_PROGRAMS=1 judges all programs and
/// answers where the gate judges some.
/// </remarks>
[Trait("Category", "Container")]
public sealed class MultiPLESpecs : IDisposable
{
    private const int EveryProgram = 3;
    private const int EveryAnswer = 6;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Recorded => [.. Expected().Where(item => item.Recorded > 0).Select(item => item.Language)];

    public static TheoryData<string> Answered => [.. Expected().Where(item => item.Answers > 0).Select(item => item.Language)];

    public static TheoryData<string> Evaluated => [.. Expected().Where(item => item.Evaluator is not null).Select(item => item.Language)];

    public void Dispose() => _folder.Dispose();

    /// <summary>The programs that a model wrote, tests included: the verdicts are those that MultiPL-E's way of judging gave.</summary>
    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Recorded))]
    public async Task Judge_RecordedPrograms_GetTheRecordedVerdicts(string language)
    {
        Codebench.RequireEngine();
        var expected = Of(language);
        var path = SharedData.Require($"recorded/qwen2.5-coder-1.5b-base/multipl-e/humaneval-{expected.Short}-details.json.gz");
        var all = JsonNode.Parse(Samples.Text(path))!.AsObject();
        Assert.True(all.Count - expected.Otherwise.Count >= expected.Recorded, $"{all.Count - expected.Otherwise.Count} agree");
        var recorded = all.Some(EveryProgram, item => expected.Otherwise.Contains(item.Key)).ToDictionary(item => item.Key, item => item.Value![0]![1]!);

        var verdicts = await JudgeAsync(language, recorded.Select(item => (item.Key, item.Value["code"]!.GetValue<string>())), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("sandbox_fault", verdicts.Values);
        var others = recorded.Keys.Where(name => (verdicts[name] == "passed") != recorded[name]["passed"]!.GetValue<bool>()).Order(StringComparer.Ordinal);
        Assert.Equal(expected.Otherwise.Order(StringComparer.Ordinal), others);
    }

    /// <summary>MultiPL-E's own check of its evaluators: of two completions the first is right and the second broken.</summary>
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Evaluated))]
    public async Task Judge_EvaluatorInputs_TheRightOnePassesAndTheBrokenOneFails(string language)
    {
        Codebench.RequireEngine();
        var expected = Of(language);
        var record = Samples.Read(SharedData.Require("multipl-e/evaluator-inputs/test_inputs.jsonl.gz"))
            .Single(record => record.Field("_file").StartsWith($"{expected.Evaluator}-", StringComparison.Ordinal));
        var completions = record["completions"]!.AsArray().Select(item => item!.GetValue<string>());

        var verdicts = await JudgeAsync(language, completions.Select((text, i) => ($"{i}", record.Field("prompt") + text + "\n" + record.Field("tests"))), TestContext.Current.CancellationToken);

        Assert.Equal("passed", verdicts["0"]);
        Assert.DoesNotContain(verdicts["1"], (string[])["passed", "sandbox_fault"]);
    }

    /// <summary>A chat model's answers: the code is taken out of them, and stands in place of the prompt's.</summary>
    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Answered))]
    public async Task Evaluate_RecordedAnswers_MostArePassed(string language)
    {
        Codebench.RequireEngine();
        var expected = Of(language);
        var answers = Samples.Read(SharedData.Require($"recorded/gpt-solutions/humaneval-{expected.Short}.jsonl.gz")).Some(EveryAnswer).ToList();
        var samples = _folder.Write("answers.jsonl", Samples.Lines(answers.Select(answer => new { task_id = answer.Field("name"), completion = answer.Field("gpt_solution") })));

        var scores = await Codebench.JsonAsync(
            0,
            ["evaluate", "--suite", $"multipl-e-humaneval:{language}", "--samples", samples, "--extract", "--out", _folder.PathOf("run"), "--workers", "2"],
            TestContext.Current.CancellationToken);

        Assert.Equal(0, scores.GetProperty("faults").GetInt32());
        Assert.InRange(100.0 * scores.Count("passed") / answers.Count, Samples.All ? expected.Answers : expected.AnswersOfSome ?? expected.Answers, 100);
    }

    private static LanguageExpectation Of(string language) => Expected().Single(item => item.Language == language);

    private static List<LanguageExpectation> Expected() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<LanguageExpectation>>(File.ReadAllText(Repository.PathOf("tests", "CodeBench.EndToEnd.Tests", "multipl-e.yaml")));

    private async Task<Dictionary<string, string>> JudgeAsync(
        string language, IEnumerable<(string Id, string Program)> programs, CancellationToken cancellationToken)
    {
        var file = _folder.Write("programs.jsonl", Samples.Lines(programs.Select(item => new { id = item.Id, program = item.Program })));
        var output = _folder.PathOf("verdicts.jsonl");
        var result = await Codebench.RunAsync(
            ["judge", "--language", language, "--programs", file, "--out", output, "--workers", "2"], cancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return Samples.Read(output).ToDictionary(line => line.Field("id"), line => line.Field("verdict"));
    }
}
