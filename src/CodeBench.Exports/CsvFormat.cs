using CodeBench.Core.Reports.Exports;
using CsvHelper;

namespace CodeBench.Exports;

/// <summary>Comma-separated values (RFC 4180), UTF-8, a header first; lines end with a line feed alone. A null is an empty field, an empty text is "".</summary>
public sealed class CsvFormat : IExportFormat
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public async Task WriteAsync<T>(ExportTable<T> table, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteHeader([.. table.Columns.Select(column => column.Name)]);
            foreach (var row in table.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var column in table.Columns)
                {
                    Write(writer, column, row);
                }

                await writer.EndRecordAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Write<T>(CsvWriter writer, ExportColumn<T> column, T row)
    {
        switch (column)
        {
            case ExportColumn<T>.Text text when text.ValueOf(row) is var value:
                writer.WriteField(value, value?.Length == 0 ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
                break;
            case ExportColumn<T>.Whole whole:
                writer.WriteField(whole.ValueOf(row));
                break;
            case ExportColumn<T>.Real real:
                writer.WriteField(real.ValueOf(row));
                break;
        }
    }
}
