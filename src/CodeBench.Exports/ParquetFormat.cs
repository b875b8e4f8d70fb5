using System.IO.Compression;
using CodeBench.Core.Reports.Exports;
using Parquet;
using Parquet.Schema;

namespace CodeBench.Exports;

/// <summary>Apache Parquet: columns of texts (UTF-8), of 64-bit integers and of doubles, all optional, compressed with Zstandard.</summary>
public sealed class ParquetFormat : IExportFormat
{
    private const int GroupRows = 10_000;

    // A group is in memory until it is written, as UTF-16 and once more as UTF-8: long texts make it shorter.
    private const long GroupCharacters = 12L << 20;

    private const int KeptBytes = 16 << 20;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,

        // The library's default is Zstandard's slowest level, which takes thirty times as long for three quarters of the size.
        CompressionLevel = CompressionLevel.Fastest,
        MaximumSmallPoolFreeBytes = KeptBytes,
        MaximumLargePoolFreeBytes = KeptBytes,
    };

    /// <inheritdoc/>
    public string Name => "parquet";

    /// <inheritdoc/>
    public async Task WriteAsync<T>(ExportTable<T> table, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        DataField[] fields = [.. table.Columns.Select(FieldOf)];
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output, Options, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var rows in Groups(table, cancellationToken))
            {
                using var group = writer.CreateRowGroup();
                foreach (var (column, field) in table.Columns.Zip(fields))
                {
                    await WriteAsync(group, field, column, rows, cancellationToken).ConfigureAwait(false);
                }

                group.CompleteValidate();
            }
        }
    }

    private static IEnumerable<List<T>> Groups<T>(ExportTable<T> table, CancellationToken cancellationToken)
    {
        var texts = table.Columns.OfType<ExportColumn<T>.Text>().ToList();
        var rows = new List<T>();
        long characters = 0;
        foreach (var row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(row);
            characters += texts.Sum(text => text.ValueOf(row)?.Length ?? 0);
            if (rows.Count == GroupRows || characters >= GroupCharacters)
            {
                yield return rows;

                // The same list again: else this group would be in memory until the next one is full.
                rows.Clear();
                characters = 0;
            }
        }

        if (rows.Count > 0)
        {
            yield return rows;
        }
    }

    private static DataField FieldOf<T>(ExportColumn<T> column) => column switch
    {
        ExportColumn<T>.Text => new DataField<string>(column.Name, nullable: true),
        ExportColumn<T>.Whole => new DataField<long>(column.Name, nullable: true),
        _ => new DataField<double>(column.Name, nullable: true),
    };

    private static Task WriteAsync<T>(ParquetRowGroupWriter group, DataField field, ExportColumn<T> column, List<T> rows, CancellationToken cancellationToken) =>
        column switch
        {
            ExportColumn<T>.Text text => group.WriteAsync(field, rows.ConvertAll(row => text.ValueOf(row))),
            ExportColumn<T>.Whole whole => group.WriteAsync<long>(field, rows.Select(whole.ValueOf).ToArray(), cancellationToken: cancellationToken),
            ExportColumn<T>.Real real => group.WriteAsync<double>(field, rows.Select(real.ValueOf).ToArray(), cancellationToken: cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "There is no such column."),
        };
}
