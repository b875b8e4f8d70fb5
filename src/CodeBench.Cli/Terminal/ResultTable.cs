using Spectre.Console;

namespace CodeBench.Cli.Terminal;

/// <summary>Tables of scores for people: words to the left, numbers to the right and whole.</summary>
internal static class ResultTable
{
    /// <summary>Makes one.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">The cells, as they are to be read.</param>
    public static Table Of(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            var added = new TableColumn(new Text(column));
            table.AddColumn(column is "suite" or "language" or "verdicts" ? added : added.RightAligned().NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }
}
