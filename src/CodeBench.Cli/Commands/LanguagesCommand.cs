using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>The languages: which there are, building their images, checking their definitions.</summary>
/// <param name="tools">What it works with.</param>
public sealed class LanguagesCommand(Toolbox tools) : ICommandFactory
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "Languages, by id or alias.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _all = new("--all") { Description = "All languages, without those that `languages list` calls unchecked." };
    private readonly ExecutionSettings _execution = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var check = Sub("check", "Build the images and run the smoke programs: each must get the verdict that its expect.json says.", "languages check --all", named: true, CheckAsync);
        _execution.AddTimeoutTo(check);
        return new("languages", "The languages: list them, build their images, check their definitions.")
        {
            Sub("list", "List the languages.", "languages list", named: false, ListAsync),
            Sub("build", "Build the images of languages.", "languages build python", named: true, BuildAsync),
            check,
            new NewLanguageCommand(tools).Create(),
        };
    }

    private ExampleCommand Sub(string name, string description, string example, bool named, Func<ParseResult, bool, CancellationToken, Task<ExitStatus>> work)
    {
        var output = new OutputSettings();
        var command = new ExampleCommand(name, description, example);
        if (named)
        {
            command.Add(_ids);
            command.Add(_all);
            _execution.AddEngineTo(command);
        }

        output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
            (int)await work(arguments, output.JsonOf(arguments), cancellationToken).ConfigureAwait(false));
        return command;
    }

    private Task<ExitStatus> ListAsync(ParseResult arguments, bool json, CancellationToken cancellationToken)
    {
        var rows = tools.Languages().Languages
            .Select(language => new LanguageRow(
                language.Id,
                language.Name,
                string.Join(", ", language.Aliases),
                string.Join(", then ", language.Steps.Select(step => CommandText(step, whole: json))),
                language.Limits.CpuTime.TotalSeconds,
                language.Limits.Memory.ToString(),
                language.Unchecked))
            .ToList();
        Terminal.RowPrinter.Print(tools.Screen, rows, json);
        return Task.FromResult(ExitStatus.Done);
    }

    // A table is read by people, who know the program by its name.
    private static string CommandText(Step step, bool whole)
    {
        const int Widest = 40;
        var text = string.Join(' ', step.Command);
        return whole || text.Length <= Widest ? text : $"{step.Command[0]} …";
    }

    private async Task<ExitStatus> BuildAsync(ParseResult arguments, bool json, CancellationToken cancellationToken)
    {
        var (languages, engine, _) = Named(arguments);
        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        var rows = new ImageRow?[languages.Count];
        var failures = new MachineNotAbleException?[languages.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, languages.Count), cancellationToken, async (number, token) =>
        {
            try
            {
                rows[number] = await BuildAsync(languages[number], sandboxes, token).ConfigureAwait(false);
            }
            catch (MachineNotAbleException exception)
            {
                // The others are built nevertheless: who builds twenty wants to know of each that cannot be built.
                failures[number] = exception;
            }
        }).ConfigureAwait(false);

        if (rows.OfType<ImageRow>().ToList() is { Count: > 0 } built)
        {
            Terminal.RowPrinter.Print(tools.Screen, built, json);
        }

        var messages = failures.OfType<MachineNotAbleException>().Select(failure => failure.Message).Distinct().ToList();
        return messages.Count == 0 ? ExitStatus.Done : throw new MachineNotAbleException(string.Join(Environment.NewLine, messages));
    }

    // Opening a sandbox is what needs the image: one worker is enough, and shows that it starts.
    private static async Task<ImageRow> BuildAsync(Language language, SandboxSession sandboxes, CancellationToken cancellationToken)
    {
        await using var sandbox = await sandboxes.OpenAsync(language, language.Limits, workers: 1, cancellationToken).ConfigureAwait(false);
        return new ImageRow(language.Id, sandbox.ImageDigest);
    }

    private async Task<ExitStatus> CheckAsync(ParseResult arguments, bool json, CancellationToken cancellationToken)
    {
        var (languages, engine, limits) = Named(arguments);
        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        var stage = new SmokeStage(sandboxes, tools.Random, tools.Observer);
        var rows = new List<CheckRow>();
        foreach (var language in languages)
        {
            var results = await stage.RunAsync(language, limits, cancellationToken).ConfigureAwait(false);
            rows.AddRange(results.Select(result => new CheckRow(
                language.Id, result.Case.Name, result.Case.Verdict.ToWord(), result.Outcome.Verdict.ToWord(), result.IsAsExpected ? "yes" : "NO")));
        }

        Terminal.RowPrinter.Print(tools.Screen, rows, json);
        return rows.All(row => row.AsExpected == "yes") ? ExitStatus.Done
            : rows.Any(row => row.Verdict == Verdict.SandboxFault.ToWord()) ? ExitStatus.SandboxFaults
            : ExitStatus.InvalidInput;
    }

    private (IReadOnlyList<Language> Languages, EngineChoice Engine, LimitOverrides Limits) Named(ParseResult arguments)
    {
        var faults = new FaultCollector();
        var engine = _execution.EngineOf(arguments, faults);
        var limits = new LimitOverrides { Timeout = _execution.TimeoutOf(arguments, faults) };
        var ids = arguments.GetValue(_ids) ?? [];
        var all = arguments.GetValue(_all);
        if (all == ids.Length > 0)
        {
            faults.Add(new Fault("ID", null, null, "name languages, or say --all: one of the two"));
        }

        var languages = faults.Try(tools.Languages);
        var found = ids.Select(id => faults.Try(() => languages?.Find(id)!)).OfType<Language>().ToList();
        faults.ThrowIfAny();
        return (all ? Checked(languages!) : found, engine, limits);
    }

    /// <summary>All but those whose images could not be built where they were written: these are named, and who wants one names it.</summary>
    private IReadOnlyList<Language> Checked(LanguageCatalog languages)
    {
        foreach (var language in languages.Languages.Where(language => language.Unchecked is not null))
        {
            tools.Screen.Say($"{language.Id} is left out, since its definition is unchecked: {language.Unchecked}");
        }

        return [.. languages.Languages.Where(language => language.Unchecked is null)];
    }

    private sealed record LanguageRow(string Id, string Name, string Aliases, string Steps, double Seconds, string Memory, string? Unchecked);

    private sealed record ImageRow(string Language, string Image);

    private sealed record CheckRow(string Language, string Case, string Expected, string Verdict, string AsExpected);
}
