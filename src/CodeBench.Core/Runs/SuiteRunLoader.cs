using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Runs;

/// <summary>From what a command line or a run.json names to suites that are ready to run.</summary>
/// <param name="library">The suites.</param>
/// <param name="languages">The languages.</param>
public sealed class SuiteRunLoader(SuiteLibrary library, LanguageCatalog languages)
{
    /// <summary>The suites that a command line asks for.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with any of them.</exception>
    public IReadOnlyList<SuiteRun> Load(IReadOnlyList<SuiteSelection> selections, string? promptStyle, ProblemShare share)
    {
        var faults = new FaultCollector();
        var runs = selections
            .SelectMany(selection => faults.Try(() => Load(selection, promptStyle, share)) ?? [])
            .ToList();
        faults.ThrowIfAny();

        var twice = runs.GroupBy(run => (run.Set.Name, run.Language.Id)).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? runs
            : throw new InvalidInputException(new Fault("--suite", null, null, $"{twice.Key.Name} in {twice.Key.Id} is named twice"));
    }

    /// <summary>Looks whether there are the suites that a command line asks for, in the languages that it names. Needs none of their files.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with any of them, as <see cref="Load(IReadOnlyList{SuiteSelection}, string?, ProblemShare)"/> would say it.</exception>
    public void Check(IReadOnlyList<SuiteSelection> selections)
    {
        var faults = new FaultCollector();
        foreach (var selection in selections)
        {
            _ = faults.Try(() => library.FilesOf(selection.Suite, IdsOf(selection, faults)));
        }

        faults.ThrowIfAny();
    }

    /// <summary>The suites of a run that is there.</summary>
    /// <exception cref="InvalidInputException">The data, or the prompts that are made of them, are not those of the run.</exception>
    public IReadOnlyList<SuiteRun> Load(RunFolder folder)
    {
        var plan = folder.Manifest.Plan;
        var share = new ProblemShare(plan.Limit, ProblemShare.TryParseShard(plan.Shard, out var shard) ? shard : null);
        var faults = new FaultCollector();
        var runs = plan.Suites.SelectMany(suite => faults.Try(() => Load(suite, share)) ?? []).ToList();
        foreach (var (run, suite) in runs.Zip(plan.Suites).Where(pair => pair.First.ToPlan() != pair.Second))
        {
            faults.Add(new Fault(
                folder.Path, null, suite.Suite, "the suite's data or prompts have changed since the run was begun: begin a new run"));
        }

        faults.ThrowIfAny();
        return runs;
    }

    private List<SuiteRun> Load(SuitePlan plan, ProblemShare share) =>
        SuiteName.TryParse(plan.Suite, out var name)
            ? Load(new SuiteSelection(name, [plan.Language]), plan.PromptStyle, share)
            : throw new InvalidInputException(new Fault("run.json", null, "suite", $"\"{plan.Suite}\" is no name of a suite"));

    private List<SuiteRun> Load(SuiteSelection selection, string? promptStyle, ProblemShare share)
    {
        var faults = new FaultCollector();
        var ids = IdsOf(selection, faults);
        var sets = faults.Try(() => library.Load(selection.Suite, ids)) ?? [];
        var runs = sets
            .Select(set => faults.Try(() => In(selection.Suite.PromptVariant, new SuiteRun(set, languages.Find(set.Language), promptStyle, share))))
            .OfType<SuiteRun>()
            .ToList();
        faults.ThrowIfAny();
        return runs;
    }

    private static SuiteRun In(string? variant, SuiteRun run)
    {
        if (variant is null)
        {
            return run;
        }

        return run.Variants(variant) is [var found, ..]
            ? run.In(found)
            : throw new InvalidInputException(new Fault(
                "--suite", null, null, $"{run.Label} has no prompt variant {variant}. {Suggestion.For(variant, run.Variants().Select(known => known.Name))}"));
    }

    private List<string> IdsOf(SuiteSelection selection, FaultCollector faults) =>
        [.. LanguagesOf(selection).Select(name => faults.Try(() => languages.Find(name))?.Id).OfType<string>()];

    private IEnumerable<string> LanguagesOf(SuiteSelection selection)
    {
        if (selection.Languages.Count == 0 && library.Catalog.Find(selection.Suite).Suite.OwnLanguage is { } own)
        {
            return [own];
        }

        return selection.IsOfAllLanguages ? AllLanguages(selection.Suite) : selection.Languages;
    }

    // A language whose definition was never checked is not part of "all": who wants it names it.
    private IEnumerable<string> AllLanguages(SuiteName name) => library.Catalog.Find(name).Version.Files
        .Select(file => file.Language)
        .Where(id => !languages.Languages.Any(language => language.Id == id && language.Unchecked is not null));
}
