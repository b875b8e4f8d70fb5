namespace CodeBench.Core.Runs;

/// <summary>
/// A run's problems by number, which lines of its files are found by: numbers in place of names, which a hundred thousand lines would each hold anew. A line of a part of a
/// suite's tests is one of the suite's.
/// </summary>
internal sealed class RunProblems
{
    private readonly IReadOnlyList<SuitePlan> _suites;
    private readonly Dictionary<(string Suite, string Language, string TaskId), int> _numbers = [];
    private readonly Dictionary<(string Suite, string Language), string> _owners = [];
    private readonly List<PromptLine> _prompts = [];

    /// <summary>Reads prompts.jsonl.</summary>
    /// <exception cref="Faults.InvalidInputException">It is damaged.</exception>
    public RunProblems(RunFolder folder)
    {
        _suites = folder.Manifest.Plan.Suites;
        foreach (var prompt in folder.Prompts.Read())
        {
            if (_numbers.TryAdd((prompt.Suite, prompt.Language, prompt.TaskId), _numbers.Count))
            {
                _prompts.Add(prompt);
            }
        }
    }

    /// <summary>The prompts, in the order of the problems' numbers. Problems that lines name and that have no prompt have numbers behind these.</summary>
    public IReadOnlyList<PromptLine> Prompts => _prompts;

    /// <summary>The number of a sample's problem, and the sample's own.</summary>
    public (int Problem, int Sample) KeyOf(SampleKey key)
    {
        var problem = (OwnerOf(key.Suite, key.Language), key.Language, key.TaskId);
        if (!_numbers.TryGetValue(problem, out var number))
        {
            _numbers.Add(problem, number = _numbers.Count);
        }

        return (number, key.Sample);
    }

    /// <summary>The suite that a line belongs to: "humaneval+" for "humaneval+base", mostly its own.</summary>
    public string OwnerOf(string suite, string language)
    {
        if (!_owners.TryGetValue((suite, language), out var owner))
        {
            var plans = _suites.Where(plan => plan.Language == language).Select(plan => plan.Suite).ToList();
            owner = plans.Contains(suite) ? suite : plans.Find(whole => ParityCounts.IsPart(suite, whole)) ?? suite;
            _owners.Add((suite, language), owner);
        }

        return owner;
    }
}
