using CodeBench.Core.Comparisons;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>From two runs to a comparison: needs neither model nor container, and changes neither run.</summary>
public static class ComparisonStage
{
    /// <summary>Compares two runs.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="anyway">Whether runs whose problems, prompts or judge differ are compared all the same.</param>
    /// <exception cref="InvalidInputException">A run was cut short, they have nothing in common, or they are not comparable: everything that is so.</exception>
    public static ComparisonSheet Run(RunFolder a, RunFolder b, bool anyway)
    {
        var faults = new FaultCollector();
        faults.AddRange(Comparability.CutShort(a).Concat(Comparability.CutShort(b)));
        var differences = Comparability.Check(a, b, anyway, faults);
        faults.ThrowIfAny();
        return new ComparisonSheet
        {
            A = a.Path,
            B = b.Path,
            Differences = differences,
            Comparisons = Comparer.Compare(a.Executions.Read(), b.Executions.Read()),
        };
    }
}
