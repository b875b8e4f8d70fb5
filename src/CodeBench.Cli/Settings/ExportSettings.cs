using System.CommandLine;
using CodeBench.Core.Reports.Exports;

namespace CodeBench.Cli.Settings;

/// <summary>What is written beside the reports: --export.</summary>
public sealed class ExportSettings
{
    private readonly IReadOnlyList<IExportFormat> _formats;

    private readonly Option<string[]> _words = new("--export")
    {
        Description = "Write scores and samples as files of this format too, for spreadsheets and data frames. May be repeated.",
    };

    /// <summary>The option for some formats.</summary>
    public ExportSettings(IReadOnlyList<IExportFormat> formats)
    {
        _formats = formats;
        _words.AcceptOnlyFromAmong([.. formats.Select(format => format.Name)]);
    }

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_words);

    /// <summary>The formats that are asked for, each once.</summary>
    public IReadOnlyList<IExportFormat> FormatsOf(ParseResult arguments)
    {
        var words = arguments.GetValue(_words) ?? [];
        return [.. _formats.Where(format => words.Contains(format.Name))];
    }
}
