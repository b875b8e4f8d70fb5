using System.CommandLine;

namespace CodeBench.Cli.Settings;

/// <summary>Where results go: --out and --json.</summary>
public sealed class OutputSettings
{
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Run folder; a run that is there is gone on with. Default: a folder below runs/ that is named after the run.",
        HelpName = "RUN",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document on standard output in place of the table." };

    /// <summary>Adds both options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_json);
    }

    /// <summary>Adds --json alone.</summary>
    public void AddJsonTo(Command command) => command.Add(_json);

    /// <summary>The run folder; null where the user named none.</summary>
    public string? OutOf(ParseResult arguments) => arguments.GetValue(_out);

    /// <summary>Whether a JSON document is wanted.</summary>
    public bool JsonOf(ParseResult arguments) => arguments.GetValue(_json);
}
