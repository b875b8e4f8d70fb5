using System.CommandLine;
using CodeBench.Core.Faults;

namespace CodeBench.Cli.Settings;

/// <summary>Where the files of suites are looked for beside the usual places: --from.</summary>
public sealed class SourceSettings
{
    private readonly Option<string[]> _from = new("--from")
    {
        Description = "Folder to look for the suites' files in, whatever they are called there; beside the cache and CODEBENCH_DATA. May be repeated.",
        HelpName = "DIR",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_from);

    /// <summary>The folders; absent ones go to the collector.</summary>
    public IReadOnlyList<string> FoldersOf(ParseResult arguments, FaultCollector faults)
    {
        var folders = arguments.GetValue(_from) ?? [];
        foreach (var absent in folders.Where(folder => !Directory.Exists(folder)))
        {
            faults.Add(new Fault("--from", null, null, $"there is no folder \"{absent}\""));
        }

        return [.. folders.Where(Directory.Exists)];
    }
}
