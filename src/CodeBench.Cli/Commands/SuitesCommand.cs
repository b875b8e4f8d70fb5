using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Cli.Commands;

/// <summary>The suites: which there are, getting their files, checking them.</summary>
/// <param name="tools">What it works with.</param>
public sealed class SuitesCommand(Toolbox tools) : ICommandFactory
{
    private readonly Argument<string[]> _names = new("NAME") { Description = "Suites; verify takes languages too: NAME:LANG,LANG.", Arity = ArgumentArity.OneOrMore };
    private readonly SourceSettings _source = new();

    /// <inheritdoc/>
    public Command Create() => new("suites", "The suites: list them, fetch their files, verify them, say what they can show, translate them.")
    {
        Sub("list", "List the suites and whether their files are here.", "suites list", named: false, List),
        Sub("fetch", "Bring the files of suites into the cache: copied from --from, else downloaded; always checked by SHA-256.", "suites fetch humaneval mbpp", named: true, FetchAsync),
        Sub("verify", "Read suites strictly and say how many problems each version has, and how many of them can be passed at all.", "suites verify multipl-e-humaneval:java", named: true, Verify),
        new SuitePowerCommand(tools).Create(),
        new SuiteTranslationCommand(tools).Create(),
    };

    private ExampleCommand Sub(string name, string description, string example, bool named, Func<ParseResult, CancellationToken, Task<object>> work)
    {
        var output = new OutputSettings();
        var command = new ExampleCommand(name, description, example);
        if (named)
        {
            command.Add(_names);
            _source.AddTo(command);
        }

        output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var rows = await work(arguments, cancellationToken).ConfigureAwait(false);
            Terminal.RowPrinter.Print(tools.Screen, rows, output.JsonOf(arguments));
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private Task<object> List(ParseResult arguments, CancellationToken cancellationToken)
    {
        var library = tools.Suites();
        var rows =
            from suite in library.Catalog.Suites
            from version in suite.Versions
            let absent = version.Files.Where(file => library.Files.TryFind(suite, file) is null).ToList()
            select new SuiteRow(
                suite.NameOf(version).ToString(),
                suite.Title,
                version.Title,
                string.Join(", ", version.Files.Select(file => file.Language)),
                string.Join(", ", suite.Styles.Select(style => style.Name)),
                absent.Count == 0 ? "yes" : $"no: codebench suites fetch {suite.Name}");
        return Task.FromResult<object>(rows.ToList());
    }

    private async Task<object> FetchAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var library = tools.Suites(FoldersOf(arguments));
        var suites = Named(library, arguments);
        using var http = new HttpClient();
        var fetcher = new SuiteFetcher(library.Files, http);
        var rows = new List<FetchRow>();
        var faults = new FaultCollector();
        foreach (var suite in suites.Select(item => item.Suite).Distinct())
        {
            foreach (var file in suite.Files)
            {
                // What can be fetched is, whatever is wrong with another one.
                if (await faults.TryAsync(() => fetcher.FetchAsync(suite, file, cancellationToken)).ConfigureAwait(false) is { } fetched)
                {
                    rows.Add(new FetchRow(suite.Name, file.Name, fetched.Origin.ToString().ToLowerInvariant(), fetched.Path));
                }
            }
        }

        faults.ThrowIfAny();
        return rows;
    }

    private Task<object> Verify(ParseResult arguments, CancellationToken cancellationToken)
    {
        var library = tools.Suites(FoldersOf(arguments));
        var faults = new FaultCollector();
        var rows = new List<VerifyRow>();
        foreach (var (suite, version, names) in Named(library, arguments))
        {
            var languages = names.Select(name => faults.Try(() => tools.Languages().Find(name))?.Id).OfType<string>().ToList();
            var sets = faults.Try(() => library.Load(suite.NameOf(version), languages)) ?? [];
            rows.AddRange(sets.Select(RowOf));
        }

        faults.ThrowIfAny();
        return Task.FromResult<object>(rows);
    }

    private static VerifyRow RowOf(ProblemSet set)
    {
        var unsolvable = set.Problems.Where(problem => problem.Unsolvable is not null).ToDictionary(problem => problem.TaskId, problem => problem.Unsolvable!);
        return new VerifyRow(
            set.Name,
            set.Language,
            set.Problems.Count,
            set.Problems.Count - unsolvable.Count,
            unsolvable,
            set.Problems.Count(problem => problem.Reference is not null),
            set.ContentSha256,
            set.Path);
    }

    private IReadOnlyList<string> FoldersOf(ParseResult arguments)
    {
        var faults = new FaultCollector();
        var folders = _source.FoldersOf(arguments, faults);
        faults.ThrowIfAny();
        return folders;
    }

    // A plain name stands for all versions of the suite.
    private List<(Suite Suite, SuiteVersion Version, IReadOnlyList<string> Languages)> Named(SuiteLibrary library, ParseResult arguments)
    {
        var faults = new FaultCollector();
        var found = new List<(Suite, SuiteVersion, IReadOnlyList<string>)>();
        foreach (var text in arguments.GetValue(_names) ?? [])
        {
            if (!SuiteSelection.TryParse(text, out var selection))
            {
                faults.Add(new Fault("NAME", null, null, $"\"{text}\" is no name of a suite"));
            }
            else if (selection.Suite.PromptVariant is { } variant)
            {
                faults.Add(new Fault("NAME", null, null, $"\"{text}\" names a prompt variant, {variant}: its problems are those of {selection.Suite with { PromptVariant = null }}"));
            }
            else if (faults.Try(() => Tuple.Create(library.Catalog.Find(selection.Suite))) is { Item1: var (suite, version) })
            {
                IReadOnlyList<string> languages = selection.IsOfAllLanguages ? [] : selection.Languages;
                found.AddRange(selection.Suite.Version is null ? suite.Versions.Select(each => (suite, each, languages)) : [(suite, version, languages)]);
            }
        }

        faults.ThrowIfAny();
        return found;
    }

    private sealed record SuiteRow(string Suite, string Title, string Version, string Languages, string PromptStyles, string Here);

    private sealed record FetchRow(string Suite, string File, string Origin, string Path);

    private sealed record VerifyRow(string Suite, string Language, int Problems, int Solvable, IReadOnlyDictionary<string, string> Unsolvable, int References, string DataSha256, string Path);
}
