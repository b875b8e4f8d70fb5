using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Scores;

/// <summary>How a problem fared: the one rule by which samples are counted.</summary>
/// <param name="Samples">How many of its samples have a verdict that is not a sandbox fault; 0 where none has.</param>
/// <param name="Passed">How many of these passed.</param>
public sealed record PassedSamples(int Samples, int Passed)
{
    /// <summary>A problem of which nothing was seen yet.</summary>
    public static PassedSamples None { get; } = new(0, 0);

    /// <summary>The problem's pass@1, a share from 0 to 1; there must be a sample.</summary>
    public double Share() => (double)Passed / Samples;

    /// <summary>With one more sample. A sandbox fault says nothing of the problem.</summary>
    public PassedSamples With(Verdict verdict) =>
        verdict == Verdict.SandboxFault ? this : new PassedSamples(Samples + 1, Passed + (verdict == Verdict.Passed ? 1 : 0));

    /// <summary>Counts executions by suite and language, then by task id, each in the order in which it first appears. Problems with nothing but sandbox faults are there, without samples.</summary>
    public static OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> Count(IEnumerable<Execution> executions)
    {
        var all = new OrderedDictionary<(string, string), OrderedDictionary<string, PassedSamples>>();
        foreach (var execution in executions)
        {
            var key = (execution.Suite, execution.Language);
            if (!all.TryGetValue(key, out var problems))
            {
                all.Add(key, problems = new OrderedDictionary<string, PassedSamples>(StringComparer.Ordinal));
            }

            problems[execution.TaskId] = problems.GetValueOrDefault(execution.TaskId, None).With(execution.Verdict);
        }

        return all;
    }
}
