namespace CodeBench.Core.Reports.Exports;

/// <summary>A kind of file that tables are written as.</summary>
public interface IExportFormat
{
    /// <summary>Its word on the command line, and what its files' names end with: "csv".</summary>
    string Name { get; }

    /// <summary>Writes a table, a few rows at a time.</summary>
    /// <typeparam name="T">What a row is.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="output">A file that is empty; it stays open.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    Task WriteAsync<T>(ExportTable<T> table, Stream output, CancellationToken cancellationToken);
}
