using System.Globalization;
using System.Text;
using CodeBench.Core.Reports.Exports;

namespace CodeBench.Exports.Tests;

/// <summary>Whatever a value is, it is read back as it was.</summary>
public sealed class FormatTests
{
    private static readonly string?[] Texts =
    [
        "plain", "", null, "a,b", "\"", "say \"no\"", "\n", "a\nb\r\nc\rd", " led and trailed ", "\t", "\0", "a\0b\u0001\u001b[31m\u007f", "é漢字🙂", "\u2028\uFEFF", "=1+1", "'", "\\", "NULL",
    ];

    private static readonly long?[] Wholes = [0, -1, null, long.MinValue, long.MaxValue];

    private static readonly double?[] Reals = [0, 0.1, null, -1e-300, double.MaxValue, 1.0 / 3];

    private static readonly ExportColumn<int>[] Columns =
    [
        new ExportColumn<int>.Text("text", row => Texts[row % Texts.Length]),
        new ExportColumn<int>.Whole("whole", row => Wholes[row % Wholes.Length]),
        new ExportColumn<int>.Real("real", row => Reals[row % Reals.Length]),
    ];

    [Theory(Timeout = 60_000)]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Values_AreReadBackAsTheyWere(string format)
    {
        const int Rows = 200;
        using var file = await WriteAsync(format, Columns, Rows, TestContext.Current.CancellationToken);
        var rows = format == "csv" ? Cells.ReadCsv(file) : await Cells.ReadParquetAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(Rows, rows.Count);
        foreach (var (i, row) in rows.Index())
        {
            Assert.Equal(Texts[i % Texts.Length], row["text"]);
            Assert.Equal(Wholes[i % Wholes.Length], row["whole"] is { } whole ? long.Parse(whole, CultureInfo.InvariantCulture) : null);
            Assert.Equal(Reals[i % Reals.Length], row["real"] is { } real ? double.Parse(real, CultureInfo.InvariantCulture) : null);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Csv_IsAHeaderAndALineForEachRow()
    {
        using var file = await WriteAsync("csv", Columns, 5, TestContext.Current.CancellationToken);
        Assert.Equal(
            "text,whole,real\nplain,0,0\n\"\",-1,0.1\n,,\n\"a,b\",-9223372036854775808,-1E-300\n\"\"\"\",9223372036854775807,1.7976931348623157E+308\n",
            Encoding.UTF8.GetString(file.ToArray()));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task TableWithoutRows_HasItsColumns(string format)
    {
        using var file = await WriteAsync(format, Columns, 0, TestContext.Current.CancellationToken);
        Assert.Empty(format == "csv" ? Cells.ReadCsv(file) : await Cells.ReadParquetAsync(file, TestContext.Current.CancellationToken));
        file.Position = 0;
        var names = format == "csv"
            ? Encoding.UTF8.GetString(file.ToArray()).TrimEnd().Split(',')
            : [.. (await Parquet.ParquetReader.ReadSchemaAsync(file)).DataFields.Select(field => field.Name)];
        Assert.Equal(["text", "whole", "real"], names);
    }

    [Fact(Timeout = 60_000)]
    public async Task RowGroups_AreOfTenThousandRows()
    {
        using var file = await WriteAsync("parquet", Columns, 25_001, TestContext.Current.CancellationToken);
        Assert.Equal([10_000, 10_000, 5_001], await Cells.RowGroupsAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task RowGroups_OfLongTexts_HaveFewerRows()
    {
        var text = new string('x', 4 << 20);
        using var file = await WriteAsync("parquet", [new ExportColumn<int>.Text("text", _ => text)], 10, TestContext.Current.CancellationToken);
        Assert.Equal([3, 3, 3, 1], await Cells.RowGroupsAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Cancelled_WritingStops(string format)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var read = 0;
        var rows = Enumerable.Range(0, 1_000_000).Select(row =>
        {
            read++;
            if (row == 10)
            {
                stop.Cancel();
            }

            return row;
        });
        using var file = new MemoryStream();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Format(format).WriteAsync(new ExportTable<int>("table", Columns, rows), file, stop.Token));
        Assert.Equal(11, read);
    }

    private static IExportFormat Format(string name) => ExportedRun.Formats.Single(format => format.Name == name);

    private static async Task<MemoryStream> WriteAsync(string format, IReadOnlyList<ExportColumn<int>> columns, int rows, CancellationToken cancellationToken)
    {
        var file = new MemoryStream();
        await Format(format).WriteAsync(new ExportTable<int>("table", columns, Enumerable.Range(0, rows)), file, cancellationToken);
        file.Position = 0;
        return file;
    }
}
