using System.CommandLine;
using System.Text.Json;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Problems.Translations;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>A suite's typed problems in other languages: a file of MultiPL-E's form for each.</summary>
/// <param name="tools">What it works with.</param>
public sealed class SuiteTranslationCommand(Toolbox tools) : ICommandFactory
{
    private const string All = "all";

    // The reasons of more would help nobody.
    private const int MostReasons = 20;

    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();
    private readonly Argument<string> _suite = new("SUITE") { Description = "The suite: SUITE or SUITE:LANGUAGE." };
    private readonly SourceSettings _source = new();

    private readonly Option<string[]> _to = new("--to")
    {
        Description = "Languages, with commas between them; all: every language with a translation.yaml, but for the suite's own.",
        HelpName = "LANG[,LANG..]",
        Required = true,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for the files, SUITE-LANGUAGE.jsonl each.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "translations",
    };

    private readonly Option<bool> _partial = new("--partial")
    {
        Description = "Translate also problems of whose tests only some can be said; what they lack is listed. Default: they are left out.",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "translate",
            "Say a suite's typed problems in other languages, as records in MultiPL-E's form; docs/translate-a-suite.md says how they become a suite.",
            "suites translate starter --to java,lua --out translations");
        command.Add(_suite);
        command.Add(_to);
        command.Add(_out);
        command.Add(_partial);
        _source.AddTo(command);
        _execution.AddWorkersTo(command);
        _execution.AddEngineTo(command);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var engine = _execution.EngineOf(arguments, faults);
        var workers = _execution.WorkersOf(arguments, faults);
        var languages = faults.Try(tools.Languages);
        var folders = _source.FoldersOf(arguments, faults);
        var set = languages is null ? null : faults.Try(() => Load(arguments, folders, languages));
        var translations = faults.Try(() => Targets(arguments, set?.Language));
        if (File.Exists(arguments.GetValue(_out)))
        {
            faults.Add(new Fault("--out", null, null, $"{arguments.GetValue(_out)} is a file; a folder is wanted"));
        }

        faults.ThrowIfAny();

        var folder = Directory.CreateDirectory(arguments.GetValue(_out)!).FullName;
        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        using var cache = tools.OpenCache(keep: true);
        var stage = new TranslationStage(sandboxes, cache, tools.Random, tools.Observer);
        var options = new ExecutionOptions { Workers = workers };
        var results = await stage
            .RunAsync(set!, languages!.Find(set!.Language), translations!, arguments.GetValue(_partial), options, cancellationToken)
            .ConfigureAwait(false);
        RequireAny(set, results);
        Print(set, [.. results.Select(result => Write(set, result, folder))], _output.JsonOf(arguments));
        return ExitStatus.Done;
    }

    private ProblemSet Load(ParseResult arguments, IReadOnlyList<string> folders, LanguageCatalog languages)
    {
        var text = arguments.GetValue(_suite)!;
        if (!SuiteSelection.TryParse(text, out var selection) || selection.Suite.PromptVariant is not null)
        {
            throw Wrong("SUITE", $"\"{text}\" is no name of a suite");
        }

        var library = tools.Suites(folders);
        var known = library.Catalog.Find(selection.Suite).Version.Files.Select(file => file.Language).ToList();
        var named = selection.IsOfAllLanguages ? known : [.. selection.Languages.Select(name => languages.Find(name).Id)];
        var readable = languages.Languages.Where(language => language.Reader is not null).Select(language => language.Id).ToList();
        var source = named.FirstOrDefault(readable.Contains)
            ?? throw Wrong("SUITE", $"{selection} has no problems in a language that can be read: {string.Join(", ", readable)}");
        return library.Load(selection.Suite, [source])[0];
    }

    private List<Translation> Targets(ParseResult arguments, string? source)
    {
        var catalog = TranslationCatalog.Read(tools.Folders.Languages);
        var names = (arguments.GetValue(_to) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (names is [All])
        {
            return [.. catalog.Translations.Where(translation => translation.Id != source)];
        }

        var faults = new FaultCollector();
        var found = names.Select(name => faults.Try(() => catalog.Find(name))).OfType<Translation>().Distinct().ToList();
        faults.ThrowIfAny();
        return found;
    }

    private static void RequireAny(ProblemSet set, IReadOnlyList<SuiteTranslation> results)
    {
        if (results.All(result => result.Problems.Count == 0))
        {
            var reasons = results.SelectMany(result => result.LeftOutProblems).Distinct().Take(MostReasons);
            throw new InvalidInputException([.. reasons.Select(one => new Fault(set.Path, null, one.TaskId, $"line {one.Line} of its program: {one.Reason}"))]);
        }
    }

    private static TranslationRow Write(ProblemSet set, SuiteTranslation result, string folder)
    {
        var path = Path.Combine(folder, $"{set.Name}-{result.Translation.Id}.jsonl");
        AtomicFile.WriteText(path, string.Concat(result.Problems.Select(problem => JsonSerializer.Serialize(problem, ResultJson.Line) + "\n")));
        return new TranslationRow(result.Translation.Id, path, set.Problems.Count, result.Problems.Count, result.LeftOutProblems, result.LeftOutTests);
    }

    private void Print(ProblemSet set, List<TranslationRow> rows, bool json)
    {
        if (json)
        {
            Terminal.RowPrinter.Print(tools.Screen, rows, json: true);
            return;
        }

        Say("left out", rows, row => row.LeftOutProblems);
        Say("without these of its tests", rows, row => row.LeftOutTests);
        Terminal.RowPrinter.Print(tools.Screen, rows.ConvertAll(row => new CountRow(row.Language, row.Translated, set.Problems.Count, row.File)), json: false);
    }

    // What all languages have in common is said once.
    private void Say(string what, List<TranslationRow> rows, Func<TranslationRow, IReadOnlyList<LeftOut>> of)
    {
        foreach (var group in rows.SelectMany(row => of(row).Select(one => (row.Language, one))).GroupBy(pair => (pair.one.TaskId, pair.one.Reason)))
        {
            var languages = group.Select(pair => pair.Language).Distinct().ToList();
            var where = languages.Count == rows.Count ? "" : $" ({string.Join(", ", languages)})";
            var lines = group.Select(pair => pair.one.Line).Distinct().Order();
            tools.Screen.Say($"codebench: {group.Key.TaskId}{where} {what}: line {string.Join(", ", lines)} of its program: {group.Key.Reason}");
        }
    }

    private static InvalidInputException Wrong(string where, string message) => new(new Fault(where, null, null, message));

    private sealed record TranslationRow(
        string Language, string File, int Problems, int Translated, IReadOnlyList<LeftOut> LeftOutProblems, IReadOnlyList<LeftOut> LeftOutTests);

    private sealed record CountRow(string Language, int Translated, int Of, string File);
}
