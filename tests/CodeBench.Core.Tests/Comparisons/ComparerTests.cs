using CodeBench.Core.Comparisons;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Comparisons;

public sealed class ComparerTests
{
    [Fact]
    public void Compare_ProblemByProblem_GivesScoresAndFlips()
    {
        var row = Assert.Single(Comparer.Compare(
            [.. Of("a", "++"), .. Of("b", "--"), .. Of("c", "+-"), .. Of("d", "++")],
            [.. Of("d", "-+"), .. Of("a", "++"), .. Of("b", "++"), .. Of("c", "-")]));
        Assert.Equal((4, 0), (row.Problems, row.LeftOut));
        Assert.Equal((0.625, 0.625, 0), (row.A, row.B, row.Difference));
        Assert.Equal(["b", "c", "d"], row.Flips.Select(flip => flip.TaskId));
        Assert.Equal((new PassedSamples(2, 1), new PassedSamples(1, 0)), (row.Flips[1].A, row.Flips[1].B));
        Assert.Equal(1, row.P);
    }

    [Fact]
    public void Compare_ProblemsWithSandboxFaultsAlone_AreLeftOutAndCounted()
    {
        var row = Assert.Single(Comparer.Compare([.. Of("a", "+"), .. Of("b", "f"), .. Of("c", "-f")], [.. Of("a", "-"), .. Of("b", "+"), .. Of("c", "-")]));
        Assert.Equal((2, 1), (row.Problems, row.LeftOut));
        Assert.Equal(new PassedSamples(1, 0), Comparer.Compare(Of("c", "-f"), Of("c", "+"))[0].Flips[0].A);
    }

    [Fact]
    public void Compare_SeveralLanguages_TakesTheirTestsTogether()
    {
        // Six problems won of six in each of two languages: 2 / 64 each, and twice that together.
        var tasks = Enumerable.Range(0, 6).Select(i => $"t{i}").ToList();
        string[] languages = ["java", "python"];
        List<Execution> Both(string samples) => [.. languages.SelectMany(language => tasks.SelectMany(task => Of(task, samples, language)))];
        var rows = Comparer.Compare(Both("-"), [.. Both("+"), .. Of("x", "+", "ruby")]);
        Assert.Equal(languages, rows.Select(row => row.Language));
        Assert.All(rows, row => Assert.Equal((0.03125, 0.0625), (row.P, row.PHolm)));
    }

    private static IEnumerable<Execution> Of(string task, string samples, string language = "python") =>
        samples.Select((sample, i) => new Execution("s", language, task, i, new Outcome
        {
            Verdict = sample switch { '+' => Verdict.Passed, '-' => Verdict.WrongAnswer, _ => Verdict.SandboxFault },
        }));
}
