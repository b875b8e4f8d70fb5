using System.Globalization;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Reports.References;

/// <summary>Published scores, as far as their files are on this machine.</summary>
/// <param name="known">The tables that are known.</param>
/// <param name="files">Where their files may be.</param>
public sealed class ReferenceLibrary(IReadOnlyList<PublishedFile> known, BenchmarkFiles files)
{
    private const int Columns = 6;

    /// <summary>What was published on the suites and languages of a run; tables that have nothing on them are left out.</summary>
    /// <exception cref="InvalidInputException">A line of a file is not as it is to be.</exception>
    public IReadOnlyList<PublishedTable> TablesFor(ScoreSheet sheet)
    {
        var pairs = sheet.Scores.Select(score => (score.Suite, score.Language)).ToList();
        return [.. known.Select(file => TableOf(file, pairs)).OfType<PublishedTable>()];
    }

    private PublishedTable? TableOf(PublishedFile file, List<(string Suite, string Language)> pairs)
    {
        if (files.TryFind(file.File) is not { } path)
        {
            return null;
        }

        var cells = new OrderedDictionary<string, Dictionary<(string Suite, string Language), string>>();
        foreach (var (number, text) in File.ReadLines(path).Index().Skip(1))
        {
            var (model, pair, cell) = Parse(file, path, number + 1, text);
            if (!cells.TryGetValue(model, out var row))
            {
                cells.Add(model, row = []);
            }

            row[pair] = cell;
        }

        var columns = pairs.Where(pair => cells.Values.Any(row => row.ContainsKey(pair))).ToList();
        return columns.Count == 0 ? null : new PublishedTable(
            file.Title,
            file.Source,
            [.. columns.Select(pair => $"{pair.Suite} {pair.Language}")],
            [
                .. cells.Where(row => columns.Any(row.Value.ContainsKey))
                    .Select(row => new PublishedRow(row.Key, [.. columns.Select(pair => row.Value.GetValueOrDefault(pair, ""))])),
            ]);
    }

    // The last column may have commas.
    private static (string Model, (string Suite, string Language) Pair, string Cell) Parse(PublishedFile file, string path, int line, string text)
    {
        var fields = text.Split(',', Columns);
        if (fields.Length < Columns
            || !double.TryParse(fields[3], CultureInfo.InvariantCulture, out var score)
            || !double.TryParse(fields[4], CultureInfo.InvariantCulture, out var half))
        {
            throw new InvalidInputException(new Fault(path, line, null, "is no line of model, benchmark, language, score, half width, source"));
        }

        var pair = (file.Suites.GetValueOrDefault(fields[1], ""), file.Languages.GetValueOrDefault(fields[2], ""));
        return (fields[0], pair, string.Create(CultureInfo.InvariantCulture, $"{score:0.0} ± {half:0.0}"));
    }
}
