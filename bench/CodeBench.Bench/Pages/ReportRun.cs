using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Pages;

/// <summary>Writes a run's files as if it had been sampled and judged: texts as long as a suite's solutions, no two alike.</summary>
/// <param name="suite">The suite.</param>
/// <param name="samples">How many samples there are in all.</param>
internal sealed class ReportRun(SuiteRun suite, int samples)
{
    private const int Seed = 20;

    private readonly string[] _words = [.. suite.Problems.SelectMany(problem => (problem.Reference ?? "").Split(' ', '\n')).Where(word => word.Length > 0)];

    /// <summary>Writes them.</summary>
    public void Write(RunFolder folder)
    {
        folder.Prompts.Replace(suite.Prompts);
        folder.Completions.Replace(Numbers().Select(Completed));
        folder.Executions.Replace(Numbers().Select(Executed));
    }

    private IEnumerable<int> Numbers() => Enumerable.Range(0, samples);

    private CompletionLine Completed(int number)
    {
        var problem = suite.Problems[number % suite.Problems.Count];
        // The words of solutions in another order for each sample: code that packs as badly as code can.
        var random = new Random(Seed + number);
        var length = (problem.Reference ?? "").Split(' ', '\n').Length;
        var text = string.Join(' ', Enumerable.Range(0, length).Select(word => _words[random.Next(_words.Length)] + (word % 8 == 7 ? "\n   " : "")));
        return new CompletionLine
        {
            Suite = suite.Set.Name,
            Language = suite.Language.Id,
            TaskId = problem.TaskId,
            Sample = number / suite.Problems.Count,
            Kind = SampleKind.Completion,
            Raw = $"    {text}\n\nif __name__ == \"__main__\":",
            Completion = $"    {text}\n",
            Tokens = length * 2,
            FinishReason = FinishReason.Stop,
        };
    }

    private Core.Executions.Execution Executed(int number)
    {
        var random = new Random(Seed - number);
        var passes = random.NextDouble() < 0.4;
        return new Core.Executions.Execution(suite.Set.Name, suite.Language.Id, suite.Problems[number % suite.Problems.Count].TaskId, number / suite.Problems.Count, new Outcome
        {
            Verdict = passes ? Verdict.Passed : random.NextDouble() < 0.8 ? Verdict.WrongAnswer : Verdict.RuntimeError,
            ExitCode = passes ? 0 : 1,
            WallTime = TimeSpan.FromMilliseconds(random.Next(5, 40)),
            CpuTime = TimeSpan.FromMilliseconds(random.Next(4, 38)),
            Memory = ByteSize.FromMebibytes(random.Next(8, 14)),
            Stderr = passes ? "" : $"Traceback (most recent call last):\n  File \"/work/program.py\", line {random.Next(10, 90)}, in <module>\n    check(candidate)\nAssertionError: {random.Next()}\n",
        });
    }
}
