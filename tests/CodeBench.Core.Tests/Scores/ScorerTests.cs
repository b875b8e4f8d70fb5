using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Scores;

public sealed class ScorerTests
{
    [Fact]
    public void Score_TwoSamplesEach_HoldsBothK()
    {
        var score = Score("a", "++", "b", "+-", "c", "--", "d", "--");

        Assert.Equal((4, 8), (score.Problems, score.Samples));
        Assert.Equal([1, 2], score.PassAt.Keys);
        Assert.Equal(0.375, score.PassAt[1].Value, 12);
        Assert.Equal(0.5, score.PassAt[2].Value, 12);
        Assert.Equal(1.96 * Math.Sqrt(0.375 * 0.625 / 4), score.PassAt[1].HalfWidth, 12);
        Assert.Equal(3, score.Verdicts["passed"]);
        Assert.Equal(5, score.Verdicts["wrong_answer"]);
        Assert.Equal(9, score.Verdicts.Count);
    }

    [Fact]
    public void Score_ProblemsWithUnequalSamples_HoldsOnlyWhatAllHave() =>
        Assert.Equal([1, 2], Score("a", "++-", "b", "+-").PassAt.Keys);

    [Fact]
    public void Score_SandboxFaults_ChangeNeitherNNorC()
    {
        var sheet = Scorer.Score([.. Executions("a", "+-f"), .. Executions("b", "f"), .. Executions("c", "--")]);
        var score = Assert.Single(sheet.Scores);

        Assert.Equal(2, sheet.Faults);
        Assert.Equal((2, 4), (score.Problems, score.Samples));
        Assert.Equal(0.25, score.PassAt[1].Value, 12);
        Assert.Equal(2, score.Verdicts["sandbox_fault"]);
    }

    [Fact]
    public void Score_OnlyFaults_HasNoScore()
    {
        var score = Score("a", "f");

        Assert.Equal((0, 0), (score.Problems, score.Samples));
        Assert.Empty(score.PassAt);
    }

    [Fact]
    public void Score_SeveralSuitesAndLanguages_AreScoredApart()
    {
        var executions = Executions("a", "+").Concat(Executions("a", "-", suite: "other")).Concat(Executions("a", "-", language: "java"));

        Assert.Equal(
            [("s", "python", 1.0), ("other", "python", 0.0), ("s", "java", 0.0)],
            Scorer.Score(executions).Scores.Select(score => (score.Suite, score.Language, score.PassAt[1].Value)));
    }

    [Fact]
    public void Score_OtherOrder_IsTheSameDocument()
    {
        var executions = Executions("a", "++-").Concat(Executions("b", "+--")).Concat(Executions("c", "---")).ToList();
        var forwards = JsonSerializer.Serialize(Scorer.Score(executions), ResultJson.Document);
        executions.Reverse();

        Assert.Equal(forwards, JsonSerializer.Serialize(Scorer.Score(executions), ResultJson.Document));
    }

    [Fact]
    public void Score_SameSampleTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Scorer.Score([.. Executions("a", "+"), .. Executions("a", "-")]));

    [Fact]
    public void Score_Nothing_IsAnEmptySheet() => Assert.Empty(Scorer.Score([]).Scores);

    [Fact]
    public void Score_TwoHundredSamples_HoldsEveryK() => Assert.Equal(200, Score("a", new string('+', 100) + new string('-', 100)).PassAt.Count);

    [Fact]
    public void Document_Sheet_IsTheContractsScoresJson()
    {
        var json = JsonSerializer.SerializeToNode(Scorer.Score(Executions("a", "+")), ResultJson.Document)!;

        Assert.Equal(["schema", "interval", "scores", "faults"], json.AsObject().Select(property => property.Key));
        Assert.Equal(
            ["suite", "language", "problems", "samples", "pass_at", "verdicts"],
            json["scores"]![0]!.AsObject().Select(property => property.Key));
        Assert.Equal(
            ["value", "low", "high", "half_width"], json["scores"]![0]!["pass_at"]!["1"]!.AsObject().Select(property => property.Key));
        Assert.Equal(1, (int)json["schema"]!);
        Assert.Equal(ScoreInterval.Method, (string?)json["interval"]);
    }

    [Fact]
    public void Document_Sheet_IsReadAsItWasWritten()
    {
        var text = JsonSerializer.Serialize(Scorer.Score(Executions("a", "+-")), ResultJson.Document);
        var sheet = JsonSerializer.Deserialize<ScoreSheet>(text, ResultJson.Document);

        Assert.Equal(text, JsonSerializer.Serialize(sheet, ResultJson.Document));
    }

    private static SuiteScore Score(params string[] tasks) => Assert.Single(
        Scorer.Score(tasks.Chunk(2).SelectMany(pair => Executions(pair[0], pair[1]))).Scores);

    /// <summary>Executions of a task: + passed, - wrong, f a sandbox fault.</summary>
    private static IEnumerable<Execution> Executions(string task, string samples, string suite = "s", string language = "python") =>
        samples.Select((sample, i) => new Execution(suite, language, task, i, new Outcome
        {
            Verdict = sample switch { '+' => Verdict.Passed, '-' => Verdict.WrongAnswer, _ => Verdict.SandboxFault },
        }));
}
