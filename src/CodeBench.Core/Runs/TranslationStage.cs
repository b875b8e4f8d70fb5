using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Problems.Translations;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>Says the typed problems of a suite in other languages. They are read in the sandbox of their own language, and never run.</summary>
/// <param name="sandboxes">Where problems are read.</param>
/// <param name="cache">What was read before.</param>
/// <param name="random">What a program's runner needs; no proof is asked for.</param>
/// <param name="observer">Who watches.</param>
public sealed partial class TranslationStage(ISandboxProvider sandboxes, IOutcomeCache cache, RandomNumberGenerator random, IRunObserver observer)
{
    /// <summary>Translates the problems of a set, into each of some languages.</summary>
    /// <param name="set">The problems.</param>
    /// <param name="language">Their language, which must have a reader.</param>
    /// <param name="translations">The languages.</param>
    /// <param name="partial">Whether a problem of whose tests only some can be said is translated with these.</param>
    /// <param name="options">How readers are run.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <exception cref="InvalidInputException">A definition does not fit.</exception>
    /// <exception cref="MachineNotAbleException">The sandbox failed.</exception>
    public async Task<IReadOnlyList<SuiteTranslation>> RunAsync(
        ProblemSet set,
        Language language,
        IReadOnlyList<Translation> translations,
        bool partial,
        ExecutionOptions options,
        CancellationToken cancellationToken)
    {
        var readings = await ReadAsync(set, options.Adapt(language), options, cancellationToken).ConfigureAwait(false);
        return [.. translations.Select(translation => Translate(set, readings, translation, partial))];
    }

    private static SuiteTranslation Translate(ProblemSet set, Dictionary<string, ProblemReading> readings, Translation translation, bool partial)
    {
        var translator = new ProblemTranslator(translation);
        var (problems, without, tests) = (new List<TranslatedProblem>(), new List<LeftOut>(), new List<LeftOut>());
        foreach (var (id, reading) in set.Problems.Select(problem => (problem.TaskId, readings[problem.TaskId])))
        {
            var unsaid = reading.Refusal ?? (partial || reading.LeftOut is not [var first, ..] ? null : first);
            if (unsaid is null && translator.Translate(reading.Problem!, NameOf(id, reading.Problem!), $"{set.Name}:{set.Language} {id}", out unsaid) is { } translated)
            {
                problems.Add(translated);
                tests.AddRange(reading.LeftOut.Select(one => new LeftOut(id, one.Line, one.Reason)));
            }
            else
            {
                without.Add(new LeftOut(id, unsaid!.Line, unsaid.Reason));
            }
        }

        return new SuiteTranslation { Translation = translation, Problems = problems, LeftOutProblems = without, LeftOutTests = tests };
    }

    // As MultiPL-E does: what is no letter, digit or underscore stands in no file's name, and the function is part of it.
    private static string NameOf(string taskId, TypedProblem problem)
    {
        var plain = Other().Replace(taskId, "_");
        return plain.EndsWith("_" + problem.EntryPoint, StringComparison.Ordinal) ? plain : $"{plain}_{problem.EntryPoint}";
    }

    [GeneratedRegex(@"\W")]
    private static partial Regex Other();

    private async Task<Dictionary<string, ProblemReading>> ReadAsync(ProblemSet set, Language language, ExecutionOptions options, CancellationToken cancellationToken)
    {
        var assembler = new ReadingAssembler(language, set.Suite);
        var readings = new Dictionary<string, ProblemReading>(StringComparer.Ordinal);
        await using var sandbox = await sandboxes.OpenAsync(language, language.Limits, options.Workers, cancellationToken).ConfigureAwait(false);
        await using var progress = observer.Begin("reading", "problems", 0, set.Problems.Count);
        var pipeline = new JudgingPipeline<Problem>(sandbox, new ProgramRunner(sandbox, random), cache, options with { Proof = PassProof.ExitCode });
        await foreach (var (problem, outcome) in pipeline.RunAsync(set.Problems, assembler.Assemble, window: null, cancellationToken).ConfigureAwait(false))
        {
            progress.Advance();
            readings[problem.TaskId] = ReadingOf(problem, outcome);
        }

        return readings;
    }

    private static ProblemReading ReadingOf(Problem problem, Outcome outcome)
    {
        if (outcome.Verdict == Verdict.SandboxFault)
        {
            throw new MachineNotAbleException($"{problem.TaskId} could not be read: {outcome.Stderr}");
        }

        return outcome.Results?.GetValueOrDefault(ReadingAssembler.ResultFile) is { } json
            ? TypedProblemReader.Read(json)
            : new ProblemReading(null, new Unsaid(1, $"it could not be read ({outcome.Verdict.ToWord()})"));
    }
}
