using CodeBench.Core.Completions;
using CodeBench.Core.Completions.Answers;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>A suite of a run on its way through execution: it makes programs of samples.</summary>
internal sealed class JudgedSuite
{
    private readonly ProgramAssembler _assembler;
    private readonly InputTestAssembler? _tests;
    private readonly ExtractionAssembler? _extraction;
    private readonly AnswerFitter? _fitter;
    private IReadOnlyDictionary<string, ExpectedOutputs> _expected = new Dictionary<string, ExpectedOutputs>();

    /// <summary>Makes ready for a suite.</summary>
    /// <exception cref="InvalidInputException">Its language has no variant or driver that it asks for.</exception>
    public JudgedSuite(SuiteRun run, ExecutionOptions options)
    {
        Run = run;
        var language = options.Adapt(run.Language);
        _assembler = new ProgramAssembler(language, run.Set.Suite, options.Limits);
        _extraction = language.Extractor is null ? null : new ExtractionAssembler(language, run.Set.Suite);
        _fitter = _extraction is null && language.Answers is not null ? new AnswerFitter(language) : null;
        if (run.Set.Suite.Tests is not null)
        {
            RequireDriver(language, run);
            _tests = new InputTestAssembler(language, run.Set.Suite, options.Limits, options.AllTests);
        }
    }

    /// <summary>The suite with its problems.</summary>
    public SuiteRun Run { get; }

    /// <summary>The language, as it is used.</summary>
    public Language Language => _assembler.Language;

    /// <summary>What a sandbox must be opened for.</summary>
    public Limits Limits => _tests is null ? _assembler.Limits : Limits.Largest(_assembler.Limits, _tests.Limits);

    /// <summary>The names of the scores that it gives beside its own.</summary>
    public IReadOnlyList<string> Parts => Run.Set.Suite.Tests is { } tests
        ? [.. tests.Groups.SkipLast(1).Select(group => PartName(group.Name))]
        : [];

    /// <summary>The name of the score of a part: "humaneval+base" of "humaneval+".</summary>
    public string PartName(string part) => Run.Set.SuiteName.Part(part).ToString();

    /// <summary>Finds out what is expected of solutions, where the tests are inputs.</summary>
    /// <param name="finder">How.</param>
    /// <param name="tasks">The task ids of the problems that programs will be made of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PrepareAsync(ExpectedOutputsFinder finder, IReadOnlySet<string> tasks, CancellationToken cancellationToken)
    {
        if (_tests is not null)
        {
            Problem[] problems = [.. Run.Problems.Where(problem => tasks.Contains(problem.TaskId))];
            _expected = await finder.FindAsync(_tests, Run.Set, problems, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The code in an answer, where it is found by its layout; null where the language has an extractor.</summary>
    public FittedAnswer? Fit(CompletionLine line)
    {
        var (suite, fields) = (Run.Set.Suite, Run.Find(line.TaskId)!.Fields);
        return _fitter?.Fit(
            Run.Find(line.TaskId)!.EntryPoint ?? line.TaskId,
            suite.Code.Render(fields, ("completion", "")),
            suite.Program.Render(fields, ("code", "")),
            Run.PrefillOf(line.TaskId) + line.Completion,
            Run.StopsOf(line.TaskId));
    }

    /// <summary>The program that takes the code out of an answer.</summary>
    public ProgramDraft Extraction(Problem problem, string answer) => _extraction?.Assemble(problem, answer, Run.PrefillOf(problem.TaskId))
        ?? throw new InvalidInputException(new Fault(
            Path.Combine(Language.Folder, LanguageReader.FileName), null, "extractor", "is missing: without it answers cannot be judged"));

    /// <summary>The program of a sample.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="text">The sample: of an answer, the code in it.</param>
    /// <param name="kind">What the text is.</param>
    public ProgramDraft Draft(Problem problem, string text, SampleKind kind)
    {
        var draft = _assembler.Assemble(problem, text, kind);
        return _tests is null ? draft : _tests.Assemble(problem, draft.Text, _expected[problem.TaskId]);
    }

    private static void RequireDriver(Language language, SuiteRun run)
    {
        if (language.Driver is null)
        {
            throw new InvalidInputException(new Fault(
                Path.Combine(language.Folder, LanguageReader.FileName), null, "driver", $"is missing: the tests of {run.Set.Name} are inputs"));
        }
    }
}
