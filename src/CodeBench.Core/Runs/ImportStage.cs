using CodeBench.Core.Completions;

namespace CodeBench.Core.Runs;

/// <summary>From samples that came from elsewhere to completions: they are judged as they are, without trimming, as peers do.</summary>
/// <param name="observer">Who watches.</param>
public sealed class ImportStage(IRunObserver observer)
{
    /// <summary>Writes prompts.jsonl and completions.jsonl; nothing where they are there already.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suite">The suite that the samples are of.</param>
    /// <param name="samples">The samples; those of problems that are not asked are left out.</param>
    public void Run(RunFolder folder, SuiteRun suite, IReadOnlyList<SampleText> samples)
    {
        var asked = samples.Where(sample => suite.Find(sample.TaskId) is not null).ToList();
        var tasks = asked.Select(sample => sample.TaskId).Distinct().Count();
        if (tasks < suite.Problems.Count)
        {
            observer.Tell($"There are samples for {tasks} of the {suite.Problems.Count} problems: the score is of these alone.");
        }

        if (folder.Completions.Exists)
        {
            return;
        }

        folder.Prompts.Replace(suite.Prompts);
        folder.Completions.Replace(asked.Select(sample => new CompletionLine
        {
            Suite = suite.Set.Name,
            Language = suite.Language.Id,
            TaskId = sample.TaskId,
            Sample = sample.Sample,
            Kind = sample.Kind,
            Raw = sample.Text,
            Completion = sample.Text,
        }));
    }
}
