using CodeBench.Core.Reports.Exports;

namespace CodeBench.Core.Runs;

/// <summary>From a scored run to tables for other programs: scores and samples, a file each, beside the reports.</summary>
/// <param name="folder">The run.</param>
public sealed class ExportStage(RunFolder folder)
{
    /// <summary>Writes both tables in each of the formats. A file is either the old one or the new one, whole.</summary>
    /// <param name="formats">The formats.</param>
    /// <param name="cancellationToken">Stops; files that are not finished then are left as they were.</param>
    /// <returns>Where the files are.</returns>
    /// <exception cref="Faults.InvalidInputException">The run has no scores yet, or a file of it is damaged.</exception>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<IExportFormat> formats, CancellationToken cancellationToken)
    {
        if (formats.Count == 0)
        {
            return [];
        }

        using var samples = new ExportedSampleReader(folder);
        var scores = new ExportTable<ExportedScore>("scores", ExportedScore.Columns, ExportedScore.RowsOf(ScoringStage.Read(folder)));
        var written = new List<string>();
        foreach (var format in formats)
        {
            written.Add(await WriteAsync(format, scores, cancellationToken).ConfigureAwait(false));
            var table = new ExportTable<ExportedSample>("samples", ExportedSample.Columns, samples.Read());
            written.Add(await WriteAsync(format, table, cancellationToken).ConfigureAwait(false));
        }

        return written;
    }

    private async Task<string> WriteAsync<T>(IExportFormat format, ExportTable<T> table, CancellationToken cancellationToken)
    {
        var path = folder.PathOf($"{table.Name}.{format.Name}");
        await AtomicFile.WriteAsync(path, stream => format.WriteAsync(table, stream, cancellationToken)).ConfigureAwait(false);
        return path;
    }
}
