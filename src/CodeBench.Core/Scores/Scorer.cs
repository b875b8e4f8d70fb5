using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Scores;

/// <summary>From executions to scores. It needs neither problems nor samples, only verdicts.</summary>
public static class Scorer
{
    /// <summary>The scores of executions in any order; the order only decides in which order the scores stand.</summary>
    /// <exception cref="ArgumentException">The same sample is there twice.</exception>
    public static ScoreSheet Score(IEnumerable<Execution> executions)
    {
        var tallies = new OrderedDictionary<(string Suite, string Language), SuiteTally>();
        foreach (var execution in executions)
        {
            var key = (execution.Suite, execution.Language);
            if (!tallies.TryGetValue(key, out var tally))
            {
                tallies.Add(key, tally = new SuiteTally());
            }

            tally.Add(execution);
        }

        var averages = tallies.GroupBy(pair => pair.Key.Suite)
            .Select(group => LanguageAverage.Of(group.Key, [.. group.Select(pair => (pair.Key.Language, pair.Value.Problems))]))
            .OfType<LanguageAverage>()
            .ToList();
        return new ScoreSheet
        {
            Scores = [.. tallies.Select(pair => pair.Value.ToScore(pair.Key.Suite, pair.Key.Language))],
            Averages = averages.Count > 0 ? averages : null,
            Faults = tallies.Values.Sum(tally => tally.CountOf(Verdict.SandboxFault)),
        };
    }
}
