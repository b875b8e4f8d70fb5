using CodeBench.Bench.Setup;
using CodeBench.Core.Completions;
using CodeBench.Core.Completions.Answers;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Languages;

/// <summary>Programs of a language that are likely to pass: whole, tests included.</summary>
/// <param name="installation">The checkout.</param>
internal sealed class LanguagePrograms(Installation installation)
{
    /// <summary>The suite that they are written for.</summary>
    public const string Suite = "multipl-e-humaneval";

    /// <summary>The file of a chat model's answers in a language.</summary>
    /// <param name="installation">The checkout.</param>
    /// <param name="ending">MultiPL-E's ending of the language.</param>
    public static string AnswersOf(Installation installation, string ending) =>
        Path.Combine(installation.Data ?? "", "recorded", "gpt-solutions", $"humaneval-{ending}.jsonl.gz");

    /// <summary>The file of our own solutions in a language, where there are some.</summary>
    public static string SolutionsOf(Installation installation, Language language) =>
        Path.Combine(PlainCommands.FolderOf(installation), language.Id + ".jsonl");

    /// <summary>The programs of a language, and where they come from, for people.</summary>
    /// <exception cref="Core.Faults.InvalidInputException">A file that they come from is nowhere.</exception>
    public (string Source, IReadOnlyList<string> Programs) Find(Language language, PlainCommand plain)
    {
        if (plain.References is { } name)
        {
            var suite = installation.Suite(name, language.Id);
            var assembler = Assembler(suite);
            return ("reference solutions", [.. suite.Problems.Select(problem => assembler.Assemble(problem, problem.Reference!, SampleKind.Completion).Text)]);
        }

        var solutions = SolutionsOf(installation, language);
        if (plain.Answers is null && !File.Exists(solutions))
        {
            return ("the smoke program that is right", [.. SmokeReader.Read(language).Where(smoke => smoke.Name == RequiredSmokeCase.All[0].Name).Select(smoke => smoke.Program)]);
        }

        return plain.Answers is null
            ? ("solutions of our own", Samples(installation.Suite(Suite, language.Id), solutions, null))
            : ("a chat model's answers", Samples(installation.Suite(Suite, language.Id), AnswersOf(installation, plain.Answers), new AnswerFitter(language)));
    }

    private static IReadOnlyList<string> Samples(SuiteRun suite, string file, AnswerFitter? fitter)
    {
        var assembler = Assembler(suite);
        return [.. RecordedSample.ReadAll(file).Select(sample =>
        {
            var problem = suite.Find(sample.TaskId) ?? throw new BenchFailedException($"{file}: {suite.Set.Name} has no problem {sample.TaskId}.");
            if (fitter is null)
            {
                return assembler.Assemble(problem, sample.Text, SampleKind.Completion).Text;
            }

            var tests = assembler.Assemble(problem, "", SampleKind.Solution).Text;
            var fitted = fitter.Fit(problem.TaskId, (string)problem.Fields["prompt"], tests, sample.Text, suite.StopsOf(problem.TaskId));
            return assembler.Assemble(problem, fitted.Code, SampleKind.Solution).Text;
        })];
    }

    private static ProgramAssembler Assembler(SuiteRun suite) => new(suite.Language, suite.Set.Suite, new LimitOverrides());
}
