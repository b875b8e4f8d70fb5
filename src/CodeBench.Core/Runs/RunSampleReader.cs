using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Runs;

/// <summary>Reads a run's samples for a report: what is small into memory, texts only when they are asked for.</summary>
/// <param name="folder">The run.</param>
/// <param name="programs">How its programs are made.</param>
internal sealed class RunSampleReader(RunFolder folder, ReportedPrograms programs)
{
    private readonly RunProblems _problems = new(folder);

    /// <summary>Reads them.</summary>
    /// <param name="name">The run's name, for people.</param>
    /// <exception cref="Faults.InvalidInputException">A file of the run is damaged.</exception>
    public RunSamples Read(string name)
    {
        var completions = Places(folder.Completions.Read().Select(Learn));
        var codes = Places(folder.Extractions.Read().Select(SampleKey.Of));
        var (rows, parts) = (new List<SampleRow>(), new List<PartVerdict>());
        foreach (var (i, execution) in folder.Executions.Read().Index())
        {
            var key = _problems.KeyOf(SampleKey.Of(execution));
            if (key.Problem >= _problems.Prompts.Count)
            {
                continue;
            }

            if (_problems.OwnerOf(execution.Suite, execution.Language) == execution.Suite)
            {
                rows.Add(Row(execution, key, i, completions, codes));
            }
            else
            {
                parts.Add(new PartVerdict(execution.Suite, key.Problem, execution.Sample, execution.Verdict, i));
            }
        }

        return new RunSamples
        {
            Name = name,
            Problems = [.. _problems.Prompts.Select(Problem)],
            Rows = [.. rows.OrderBy(row => row.Problem).ThenBy(row => row.Sample)],
            Parts = parts,
            Completions = folder.Completions.Read().Select(Text),
            Codes = folder.Extractions.Read().Select(Text),
            Outputs = folder.Executions.Read().Select(Text),
        };
    }

    private SampleKey Learn(CompletionLine line)
    {
        programs.Learn(line);
        return SampleKey.Of(line);
    }

    private Dictionary<(int Problem, int Sample), int> Places(IEnumerable<SampleKey> keys)
    {
        var places = new Dictionary<(int, int), int>();
        foreach (var (i, key) in keys.Index())
        {
            places[_problems.KeyOf(key)] = i;
        }

        return places;
    }

    private static SampleRow Row(
        Execution execution, (int Problem, int Sample) key, int output, Dictionary<(int Problem, int Sample), int> completions, Dictionary<(int Problem, int Sample), int> codes) => new()
        {
            Problem = key.Problem,
            Sample = key.Sample,
            Verdict = execution.Verdict,
            WallTime = (int)execution.WallTime.TotalMilliseconds,
            CpuTime = (int)execution.CpuTime.TotalMilliseconds,
            Memory = execution.Memory.Bytes,
            Output = output,
            Completion = completions.GetValueOrDefault(key, -1),
            Code = codes.GetValueOrDefault(key, -1),
        };

    private static OutputText Text(Execution execution) => new(
        execution.Stdout.Length > 0 ? execution.Stdout : null,
        execution.Stderr.Length > 0 ? execution.Stderr : null,
        execution.ExitCode,
        execution.Signal,
        execution.Tests);

    private SampledProblem Problem(PromptLine prompt) => new(
        prompt.Suite,
        prompt.Language,
        prompt.TaskId,
        prompt.ToText(),
        programs.FrameOf(prompt.Suite, prompt.Language, prompt.TaskId));

    private CompletionText Text(CompletionLine line) => new(
        line.Completion,
        line.Raw.Length == 0 || line.Raw == line.Completion ? null : line.Raw,
        programs.Unframed(line),
        line.Tokens,
        line.FinishReason?.ToString(),
        line.Kind == SampleKind.Answer ? true : null);

    private CodeText Text(ExtractionLine line) => new(line.Code, line.Rule, programs.Unframed(line));
}
