namespace CodeBench.Core.Comparisons;

/// <summary>How a run fared with a problem.</summary>
/// <param name="Samples">How many of its samples have a verdict, 1 or more.</param>
/// <param name="Passed">How many of these passed.</param>
public sealed record PassedSamples(int Samples, int Passed)
{
    /// <summary>The problem's pass@1: a share from 0 to 1.</summary>
    public double Share() => (double)Passed / Samples;
}
