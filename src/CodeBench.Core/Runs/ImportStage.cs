using CodeBench.Core.Completions;

namespace CodeBench.Core.Runs;

/// <summary>From samples that came from elsewhere to completions: they are judged as they are, without trimming, as peers do.</summary>
/// <param name="observer">Who watches.</param>
public sealed class ImportStage(IRunObserver observer)
{
    /// <summary>Writes prompts.jsonl and completions.jsonl; nothing where they are there already.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suite">The suite that the samples are of.</param>
    /// <param name="samples">The samples, read as they are needed; those of problems that are not asked are left out.</param>
    public void Run(RunFolder folder, SuiteRun suite, IEnumerable<SampleText> samples)
    {
        var tasks = new HashSet<string>(StringComparer.Ordinal);
        var asked = Asked(suite, samples, tasks);
        if (folder.Completions.Exists)
        {
            _ = asked.Count();
        }
        else
        {
            folder.Prompts.Replace(suite.Prompts);
            folder.Completions.Replace(asked.Select(sample => LineOf(suite, sample)));
        }

        if (tasks.Count < suite.Problems.Count)
        {
            observer.Tell($"There are samples for {tasks.Count} of the {suite.Problems.Count} problems: the score is of these alone.");
        }
    }

    private static IEnumerable<SampleText> Asked(SuiteRun suite, IEnumerable<SampleText> samples, HashSet<string> tasks)
    {
        foreach (var sample in samples.Where(sample => suite.Find(sample.TaskId) is not null))
        {
            tasks.Add(sample.TaskId);
            yield return sample;
        }
    }

    private static CompletionLine LineOf(SuiteRun suite, SampleText sample) => new()
    {
        Suite = suite.Set.Name,
        Language = suite.Language.Id,
        TaskId = sample.TaskId,
        Sample = sample.Sample,
        Kind = sample.Kind,
        Raw = sample.Text,
        Completion = sample.Text,
    };
}
