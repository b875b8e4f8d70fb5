using System.CommandLine;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Settings;

/// <summary>Which problems a command works on: --suite, --prompt-style, --limit, --shard, --from.</summary>
public sealed class SuiteSettings
{
    private const string Name = "--suite";

    private readonly Option<string[]> _suite = new(Name)
    {
        Description = "Suite, with a version after @ and languages after a colon: humaneval, mbpp@sanitized, multipl-e-humaneval:java,cpp. May be repeated.",
        HelpName = "S[:LANG,..]",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _style = new("--prompt-style")
    {
        Description = "How the model is asked: completion, chat or few-shot, as far as the suite has them. Default: the suite's own.",
        HelpName = "STYLE",
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "Only the first N problems of each suite, 1 or more. Default: all.", HelpName = "N" };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Only part I of N of the problems, so that N machines share a run, I from 1 to N: 1/4. Default: all of them.",
        HelpName = "I/N",
    };

    private readonly SourceSettings _source = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_suite);
        command.Add(_style);
        command.Add(_limit);
        command.Add(_shard);
        _source.AddTo(command);
    }

    /// <summary>Adds --suite and --from alone.</summary>
    public void AddSuitesTo(Command command)
    {
        command.Add(_suite);
        _source.AddTo(command);
    }

    /// <summary>The prompt style; null for the suite's own.</summary>
    public string? StyleOf(ParseResult arguments) => arguments.GetValue(_style);

    /// <summary>Folders to look for files in; absent ones go to the collector.</summary>
    public IReadOnlyList<string> FoldersOf(ParseResult arguments, FaultCollector faults) => _source.FoldersOf(arguments, faults);

    /// <summary>The suites; faults go to the collector.</summary>
    public IReadOnlyList<SuiteSelection> SuitesOf(ParseResult arguments, FaultCollector faults) => SelectionsOf(arguments.GetValue(_suite) ?? [], faults);

    /// <summary>The suites of a command line that another command works on; faults of theirs go to the collector. The line's other faults do not matter.</summary>
    /// <param name="arguments">That line.</param>
    /// <param name="command">Whose it is; it has --suite.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static IReadOnlyList<SuiteSelection> SuitesOf(ParseResult arguments, Command command, FaultCollector faults) =>
        SelectionsOf(arguments.GetResult(command.Options.First(option => option.Name == Name))?.Tokens.Select(token => token.Value) ?? [], faults);

    private static List<SuiteSelection> SelectionsOf(IEnumerable<string> texts, FaultCollector faults)
    {
        var selections = new List<SuiteSelection>();
        foreach (var text in texts)
        {
            if (SuiteSelection.TryParse(text, out var selection))
            {
                selections.Add(selection);
            }
            else
            {
                faults.Add(new Fault(Name, null, null, $"\"{text}\" is not of the form suite[@version][:language,..]"));
            }
        }

        return selections;
    }

    /// <summary>The share of the problems; faults go to the collector.</summary>
    public ProblemShare ShareOf(ParseResult arguments, FaultCollector faults)
    {
        var limit = arguments.GetValue(_limit);
        if (limit < 1)
        {
            faults.Add(new Fault("--limit", null, null, $"must be 1 or more, not {limit}"));
        }

        var text = arguments.GetValue(_shard);
        if (text is null)
        {
            return new ProblemShare(limit, null);
        }

        if (!ProblemShare.TryParseShard(text, out var shard))
        {
            faults.Add(new Fault("--shard", null, null, $"\"{text}\" is not of the form I/N with 1 <= I <= N"));
        }

        return new ProblemShare(limit, shard);
    }
}
