using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Scores;

/// <summary>Counts the executions of one suite in one language.</summary>
internal sealed class SuiteTally
{
    private readonly Dictionary<string, PassedSamples> _tasks = new(StringComparer.Ordinal);
    private readonly HashSet<(string TaskId, int Sample)> _seen = [];
    private readonly Dictionary<Verdict, int> _verdicts = VerdictWords.All.ToDictionary(verdict => verdict, _ => 0);

    /// <summary>How many executions have a verdict.</summary>
    public int CountOf(Verdict verdict) => _verdicts[verdict];

    /// <summary>How each problem fared, by its task id; problems with nothing but sandbox faults are not there.</summary>
    public IReadOnlyDictionary<string, PassedSamples> Problems => _tasks;

    /// <summary>Counts an execution. One with a sandbox fault says nothing of its problem.</summary>
    public void Add(Execution execution)
    {
        if (!_seen.Add((execution.TaskId, execution.Sample)))
        {
            throw new ArgumentException(
                $"Sample {execution.Sample} of {execution.TaskId} ({execution.Suite}, {execution.Language}) is there twice.",
                nameof(execution));
        }

        _verdicts[execution.Verdict]++;
        if (execution.Verdict != Verdict.SandboxFault)
        {
            _tasks[execution.TaskId] = _tasks.GetValueOrDefault(execution.TaskId, PassedSamples.None).With(execution.Verdict);
        }
    }

    /// <summary>The score of all that was counted.</summary>
    public SuiteScore ToScore(string suite, string language)
    {
        var largest = _tasks.Count == 0 ? 0 : _tasks.Values.Min(task => task.Samples);
        var tasks = _tasks.Values.OrderBy(task => task.Samples).ThenBy(task => task.Passed).ToList();
        return new SuiteScore
        {
            Suite = suite,
            Language = language,
            Problems = _tasks.Count,
            Samples = _tasks.Values.Sum(task => task.Samples),
            PassAt = Scores(tasks.ConvertAll(task => PassAtK.Estimates(task.Samples, task.Passed, largest)), largest),
            PassHat = largest > 1 ? Scores(tasks.ConvertAll(task => PassHatK.Estimates(task.Samples, task.Passed, largest)), largest) : null,
            Verdicts = VerdictWords.All.ToDictionary(VerdictWords.ToWord, CountOf),
        };
    }

    private static Dictionary<int, PassAtScore> Scores(List<IReadOnlyList<double>> curves, int largest) => Enumerable.Range(1, largest)
        .ToDictionary(k => k, k => ScoreInterval.Estimate([.. curves.Select(curve => curve[k - 1])], (double)largest / k));
}
