using CodeBench.Core.Executions;
using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Runs;

/// <summary>Reads a run's samples for a report: what is small into memory, texts only when they are asked for.</summary>
/// <param name="folder">The run.</param>
/// <param name="programs">How its programs are made.</param>
internal sealed class RunSampleReader(RunFolder folder, ReportedPrograms programs)
{
    private readonly List<PromptLine> _prompts = [.. folder.Prompts.Read()];
    private readonly Dictionary<(string Suite, string Language, string TaskId), int> _problems = [];

    /// <summary>Reads them.</summary>
    /// <param name="name">The run's name, for people.</param>
    /// <exception cref="Faults.InvalidInputException">A file of the run is damaged.</exception>
    public RunSamples Read(string name)
    {
        foreach (var (i, prompt) in _prompts.Index())
        {
            _problems.TryAdd((prompt.Suite, prompt.Language, prompt.TaskId), i);
        }

        var completions = Places(folder.Completions.Read().Select(Learn));
        var codes = Places(folder.Extractions.Read().Select(SampleKey.Of));
        var (rows, parts) = (new List<SampleRow>(), new List<PartVerdict>());
        foreach (var (i, execution) in folder.Executions.Read().Index())
        {
            if (_problems.TryGetValue((execution.Suite, execution.Language, execution.TaskId), out var problem))
            {
                rows.Add(Row(execution, problem, i, completions, codes));
            }
            else if (Owner(execution) is { } owner)
            {
                parts.Add(new PartVerdict(execution.Suite, owner, execution.Sample, execution.Verdict, i));
            }
        }

        return new RunSamples
        {
            Name = name,
            Problems = [.. _prompts.Select(Problem)],
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

    private static Dictionary<SampleKey, int> Places(IEnumerable<SampleKey> keys)
    {
        var places = new Dictionary<SampleKey, int>();
        foreach (var (i, key) in keys.Index())
        {
            places[key] = i;
        }

        return places;
    }

    private static SampleRow Row(Execution execution, int problem, int output, Dictionary<SampleKey, int> completions, Dictionary<SampleKey, int> codes)
    {
        var key = SampleKey.Of(execution);
        return new SampleRow
        {
            Problem = problem,
            Sample = execution.Sample,
            Verdict = execution.Verdict,
            WallTime = (int)execution.WallTime.TotalMilliseconds,
            CpuTime = (int)execution.CpuTime.TotalMilliseconds,
            Memory = execution.Memory.Bytes,
            Output = output,
            Completion = completions.GetValueOrDefault(key, -1),
            Code = codes.GetValueOrDefault(key, -1),
        };
    }

    private static OutputText Text(Execution execution) => new(
        execution.Stdout.Length > 0 ? execution.Stdout : null,
        execution.Stderr.Length > 0 ? execution.Stderr : null,
        execution.ExitCode,
        execution.Signal,
        execution.Tests);

    /// <summary>The problem of a line that is a part of a suite's: "humaneval+base" of "humaneval+".</summary>
    private int? Owner(Execution execution)
    {
        foreach (var suite in folder.Manifest.Plan.Suites.Where(suite => suite.Language == execution.Language && ParityCounts.IsPart(execution.Suite, suite.Suite)))
        {
            if (_problems.TryGetValue((suite.Suite, suite.Language, execution.TaskId), out var problem))
            {
                return problem;
            }
        }

        return null;
    }

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
        line.FinishReason?.ToString());

    private CodeText Text(ExtractionLine line) => new(line.Code, line.Rule, programs.Unframed(line));
}
