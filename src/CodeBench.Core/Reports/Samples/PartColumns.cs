namespace CodeBench.Core.Reports.Samples;

/// <summary>What came of a part of the tests with each sample; -1 where nothing did.</summary>
/// <param name="Verdict">The verdicts: indices into the words.</param>
/// <param name="Output">The numbers of the outputs.</param>
public sealed record PartColumns(IReadOnlyList<int> Verdict, IReadOnlyList<int> Output)
{
    /// <summary>Puts the verdicts of a part in their places.</summary>
    /// <param name="count">How many samples there are.</param>
    /// <param name="parts">The verdicts with their places; what has none (-1) is left out.</param>
    internal static PartColumns Of(int count, IEnumerable<(int Place, PartVerdict Part)> parts)
    {
        var (verdicts, outputs) = (new int[count], new int[count]);
        Array.Fill(verdicts, -1);
        Array.Fill(outputs, -1);
        foreach (var (place, part) in parts.Where(item => item.Place >= 0))
        {
            verdicts[place] = (int)part.Verdict;
            outputs[place] = part.Output;
        }

        return new PartColumns(verdicts, outputs);
    }
}
