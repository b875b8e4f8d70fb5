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
    private readonly RunProblems _problems;
    private readonly JsonLinesIndex<(int Problem, int Sample), CompletionLine> _completions;
    private readonly JsonLinesIndex<(int Problem, int Sample), ExtractionLine> _codes;

    /// <summary>Reads where the texts are.</summary>
    /// <exception cref="Faults.InvalidInputException">A file of the run is damaged.</exception>
    public ExportedSampleReader(RunFolder folder)
    {
        _folder = folder;
        _problems = new RunProblems(folder);
        _completions = new JsonLinesIndex<(int, int), CompletionLine>(folder.Completions, line => _problems.KeyOf(SampleKey.Of(line)));
        _codes = new JsonLinesIndex<(int, int), ExtractionLine>(folder.Extractions, line => _problems.KeyOf(SampleKey.Of(line)));
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
        var key = _problems.KeyOf(SampleKey.Of(execution));
        var completion = _completions.Find(key);
        return new ExportedSample
        {
            Execution = execution,
            Prompt = key.Problem < _problems.Prompts.Count ? _problems.Prompts[key.Problem].ToText() : null,
            Kind = completion?.Kind,
            Raw = completion?.Raw,
            Completion = completion?.Completion,
            Code = _codes.Find(key)?.Code,
            Tokens = completion?.Tokens,
            FinishReason = completion?.FinishReason,
        };
    }
}
