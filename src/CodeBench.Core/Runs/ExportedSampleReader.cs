using CodeBench.Core.Executions;
using CodeBench.Core.Reports.Exports;

namespace CodeBench.Core.Runs;

/// <summary>
/// Joins what came of a run's samples with their texts, in the order of executions.jsonl. The run's files may each have an order of their
/// own: places of lines are in memory, and the prompts, but no text of a sample.
/// </summary>
internal sealed class ExportedSampleReader : IDisposable
{
    private readonly RunFolder _folder;
    private readonly Dictionary<(string Suite, string Language, string TaskId), int> _problems = [];
    private readonly Dictionary<(string Suite, string Language), string> _owners = [];
    private readonly List<string> _prompts = [];
    private readonly JsonLinesIndex<(int Problem, int Sample), CompletionLine> _completions;
    private readonly JsonLinesIndex<(int Problem, int Sample), ExtractionLine> _codes;

    /// <summary>Reads where the texts are.</summary>
    /// <exception cref="Faults.InvalidInputException">A file of the run is damaged.</exception>
    public ExportedSampleReader(RunFolder folder)
    {
        _folder = folder;
        foreach (var prompt in folder.Prompts.Read())
        {
            if (_problems.TryAdd((prompt.Suite, prompt.Language, prompt.TaskId), _problems.Count))
            {
                _prompts.Add(prompt.ToText());
            }
        }

        _completions = new JsonLinesIndex<(int, int), CompletionLine>(folder.Completions, line => KeyOf(SampleKey.Of(line)));
        _codes = new JsonLinesIndex<(int, int), ExtractionLine>(folder.Extractions, line => KeyOf(SampleKey.Of(line)));
    }

    /// <summary>A row for each line of executions.jsonl.</summary>
    /// <exception cref="Faults.InvalidInputException">A file of the run is damaged.</exception>
    public IEnumerable<ExportedSample> Read() => _folder.Executions.Read().Select(Join);

    /// <inheritdoc/>
    public void Dispose()
    {
        _completions.Dispose();
        _codes.Dispose();
    }

    private ExportedSample Join(Execution execution)
    {
        var key = KeyOf(SampleKey.Of(execution) with { Suite = OwnerOf(execution.Suite, execution.Language) });
        var completion = _completions.Find(key);
        return new ExportedSample
        {
            Execution = execution,
            Prompt = key.Problem < _prompts.Count ? _prompts[key.Problem] : null,
            Kind = completion?.Kind,
            Raw = completion?.Raw,
            Completion = completion?.Completion,
            Code = _codes.Find(key)?.Code,
            Tokens = completion?.Tokens,
            FinishReason = completion?.FinishReason,
        };
    }

    // Numbers in place of names, which each line would hold anew. A problem without a prompt has one too, behind those that have.
    private (int Problem, int Sample) KeyOf(SampleKey key)
    {
        var problem = (key.Suite, key.Language, key.TaskId);
        if (!_problems.TryGetValue(problem, out var number))
        {
            _problems.Add(problem, number = _problems.Count);
        }

        return (number, key.Sample);
    }

    /// <summary>The suite whose texts a line has: "humaneval+" for "humaneval+base".</summary>
    private string OwnerOf(string suite, string language)
    {
        if (!_owners.TryGetValue((suite, language), out var owner))
        {
            var plans = _folder.Manifest.Plan.Suites.Where(plan => plan.Language == language).Select(plan => plan.Suite).ToList();
            owner = plans.Contains(suite) ? suite : plans.Find(whole => ParityCounts.IsPart(suite, whole)) ?? suite;
            _owners.Add((suite, language), owner);
        }

        return owner;
    }
}
