using System.Globalization;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace CodeBench.Exports.Tests;

/// <summary>A file that was exported, read back: each row's values by their columns' names, as texts; null where there is none.</summary>
internal static class Cells
{
    public static async Task<List<Dictionary<string, string?>>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(path);
        await using (stream)
        {
            return path.EndsWith(".csv", StringComparison.Ordinal) ? ReadCsv(stream) : await ReadParquetAsync(stream, cancellationToken);
        }
    }

    /// <summary>How many rows each row group has.</summary>
    public static async Task<List<long>> RowGroupsAsync(Stream stream, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        return [.. Enumerable.Range(0, reader.RowGroupCount).Select(group => RowsOf(reader, group))];
    }

    public static List<Dictionary<string, string?>> ReadCsv(Stream stream)
    {
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' }, leaveOpen: true);
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            // What distinguishes an empty text from none are its quotes.
            var row = new Dictionary<string, string?>();
            foreach (var (i, name) in reader.Headers.Index())
            {
                row.Add(name, reader.GetRawSpan(i).IsEmpty ? null : reader.GetString(i));
            }

            rows.Add(row);
        }

        return rows;
    }

    public static async Task<List<Dictionary<string, string?>>> ReadParquetAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        var rows = new List<Dictionary<string, string?>>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var first = rows.Count;
            rows.AddRange(Enumerable.Range(0, (int)group.RowCount).Select(_ => new Dictionary<string, string?>()));
            foreach (var field in reader.Schema.DataFields)
            {
                foreach (var (at, value) in (await ColumnAsync(group, field, cancellationToken)).Index())
                {
                    rows[first + at].Add(field.Name, value);
                }
            }
        }

        return rows;
    }

    private static async Task<string?[]> ColumnAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        if (field.ClrType == typeof(long))
        {
            return await NumbersAsync<long>(group, field, cancellationToken);
        }

        if (field.ClrType == typeof(double))
        {
            return await NumbersAsync<double>(group, field, cancellationToken);
        }

        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts, cancellationToken: cancellationToken);
        return texts;
    }

    private static async Task<string?[]> NumbersAsync<T>(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
        where T : struct, IFormattable
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancellationToken);
        return [.. values.Select(value => value?.ToString(null, CultureInfo.InvariantCulture))];
    }

    private static long RowsOf(ParquetReader reader, int group)
    {
        using var rows = reader.OpenRowGroupReader(group);
        return rows.RowCount;
    }
}
