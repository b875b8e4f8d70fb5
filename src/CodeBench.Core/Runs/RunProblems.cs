namespace CodeBench.Core.Runs;

/// <summary>
/// A run's problems by number, which lines of its files are found by: numbers in place of names, which a hundred thousand lines would each hold anew. A line of a part of a
/// suite's tests is one of the suite's.
/// </summary>
internal sealed class RunProblems
{
    private readonly SuiteOwners _owners;
    private readonly Dictionary<(string Suite, string Language, string TaskId), int> _numbers = [];
    private readonly List<PromptLine> _prompts = [];

    /// <summary>Reads prompts.jsonl.</summary>
    /// <exception cref="Faults.InvalidInputException">It is damaged.</exception>
    public RunProblems(RunFolder folder)
    {
        _owners = new SuiteOwners(folder.Manifest.Plan.Suites);
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

    /// <inheritdoc cref="SuiteOwners.OwnerOf"/>
    public string OwnerOf(string suite, string language) => _owners.OwnerOf(suite, language);
}
