using System.Globalization;
using System.Text;
using Spectre.Console;

namespace CodeBench.Bench.Output;

/// <summary>A page of results: what was measured, by which command, when and on what machine, and tables.</summary>
internal sealed class ResultPage
{
    private const int Width = 400; // wide enough that no cell is folded
    private readonly StringBuilder _text = new();
    private readonly List<string> _failures = [];

    /// <summary>Begins the page.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="title">The heading.</param>
    /// <param name="command">The command that makes it again.</param>
    /// <param name="day">When.</param>
    /// <param name="machine">On what, in general words.</param>
    public ResultPage(string name, string title, string command, DateTimeOffset day, string machine)
    {
        FileName = name + ".md";
        _text.Append(CultureInfo.InvariantCulture, $"# {title}\n\n    {command}\n\n{day:yyyy-MM-dd}, {machine}.\n");
    }

    /// <summary>The file's name.</summary>
    public string FileName { get; }

    /// <summary>All of it, in Markdown.</summary>
    public string Text => _text.ToString();

    /// <summary>Promises that were broken, for the exit status.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Adds a paragraph.</summary>
    public void Add(string paragraph) => _text.Append('\n').Append(paragraph).Append('\n');

    /// <summary>Adds a table.</summary>
    /// <param name="columns">The headings; all but the first column are aligned to the right.</param>
    /// <param name="rows">The cells.</param>
    public void Add(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().MarkdownBorder();
        foreach (var (column, number) in columns.Select((column, number) => (column, number)))
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = number == 0 ? Justify.Left : Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = Width;
        console.Write(table);
        var lines = text.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        _text.Append('\n').AppendJoin('\n', lines).Append('\n');
    }

    /// <summary>Notes a promise that was broken: the exit status will say so.</summary>
    public void Fail(string promise) => _failures.Add(promise);
}
