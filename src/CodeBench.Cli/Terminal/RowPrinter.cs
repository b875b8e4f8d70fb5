using System.Collections;
using System.Globalization;
using System.Text.Json;
using CodeBench.Core.Executions;
using Spectre.Console;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows a list of records: a column for each property that is no list, or a JSON array with the same names.</summary>
internal static class RowPrinter
{
    /// <summary>Prints the rows on standard output.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="rows">A list of records of one type.</param>
    /// <param name="json">Whether a JSON document is wanted.</param>
    public static void Print(Screen screen, object rows, bool json)
    {
        if (json)
        {
            screen.Print(JsonSerializer.Serialize(rows, rows.GetType(), ResultJson.Document));
            return;
        }

        // Lists are for scripts: a cell has no room for them.
        var columns = rows.GetType().GetGenericArguments()[0].GetProperties()
            .Where(property => property.PropertyType == typeof(string) || !property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            .ToList();
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(JsonNamingPolicy.KebabCaseLower.ConvertName(column.Name).Replace('-', ' '))));
        }

        foreach (var row in (IEnumerable)rows)
        {
            table.AddRow(columns.Select(column => new Text(Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? "")));
        }

        screen.Out.Write(table);
    }
}
