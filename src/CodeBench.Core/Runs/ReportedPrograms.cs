using CodeBench.Core.Completions;
using CodeBench.Core.Programs;
using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Runs;

/// <summary>
/// The programs of a run, for its report. Nearly all are the sample's code between two texts that all samples of a problem share; what is
/// put together otherwise is kept as a whole.
/// </summary>
internal sealed class ReportedPrograms
{
    // A code that occurs in no prompt and no test.
    private const string Mark = "\u0001code\u0001";

    private readonly Dictionary<(string Suite, string Language), (SuiteRun Run, ProgramAssembler Assembler)> _suites = [];
    private readonly Dictionary<(string Suite, string Language, string TaskId), ProgramFrame?> _frames = [];
    private readonly Dictionary<(string Suite, string Language), SampleKind> _kinds = [];

    /// <summary>Makes ready.</summary>
    /// <param name="suites">The run's suites; empty where their data are not at hand, and no program is known then.</param>
    public ReportedPrograms(IReadOnlyList<SuiteRun> suites)
    {
        foreach (var run in suites)
        {
            _suites[(run.Set.Name, run.Language.Id)] = (run, new ProgramAssembler(run.Language, run.Set.Suite, new LimitOverrides()));
        }
    }

    /// <summary>Learns of what kind a suite's samples are: frames are made for the first one's.</summary>
    public void Learn(CompletionLine line) =>
        _kinds.TryAdd((line.Suite, line.Language), line.Kind == SampleKind.Completion ? SampleKind.Completion : SampleKind.Solution);

    /// <summary>What the programs of a problem have in common; null where that is not known.</summary>
    public ProgramFrame? FrameOf(string suite, string language, string taskId)
    {
        if (!_frames.TryGetValue((suite, language, taskId), out var frame))
        {
            var kind = _kinds.GetValueOrDefault((suite, language), SampleKind.Completion);
            frame = Assemble(suite, language, taskId, Mark, kind) is { } program ? ProgramFrame.Of(program, Mark) : null;
            _frames.Add((suite, language, taskId), frame);
        }

        return frame;
    }

    /// <summary>The program of a sample, where the problem's frame does not make it; else null.</summary>
    public string? Unframed(CompletionLine line) =>
        line.Kind == SampleKind.Answer ? null : Unframed(line.Suite, line.Language, line.TaskId, line.Completion, line.Kind);

    /// <summary>The program of the code of an answer, where the problem's frame does not make it; else null.</summary>
    public string? Unframed(ExtractionLine line) => Unframed(line.Suite, line.Language, line.TaskId, line.Code, SampleKind.Solution);

    private string? Unframed(string suite, string language, string taskId, string code, SampleKind kind) =>
        Assemble(suite, language, taskId, code, kind) is { } program && FrameOf(suite, language, taskId)?.Fits(program, code) != true ? program : null;

    private string? Assemble(string suite, string language, string taskId, string code, SampleKind kind) =>
        _suites.TryGetValue((suite, language), out var entry) && entry.Run.Find(taskId) is { } problem
            ? entry.Assembler.Assemble(problem, code, kind).Text
            : null;
}
