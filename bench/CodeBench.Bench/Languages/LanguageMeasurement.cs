using CodeBench.Bench.Measuring;
using CodeBench.Bench.Throughput;

namespace CodeBench.Bench.Languages;

/// <summary>What was measured of a language.</summary>
/// <param name="Language">Its id.</param>
/// <param name="Source">Where its programs come from, for people.</param>
/// <param name="Distinct">How many different programs there are, comments aside.</param>
/// <param name="Target">The ratio that is to be reached.</param>
/// <param name="Plain">The plain commands, in each round.</param>
/// <param name="Judge">The judge, in each round.</param>
internal sealed record LanguageMeasurement(
    string Language, string Source, int Distinct, double Target, IReadOnlyList<Measurement> Plain, IReadOnlyList<Measurement> Judge)
{
    /// <summary>How many times as many programs a second the judge does, between its first and its last verdict.</summary>
    public Spread Ratio => Of((plain, judge) => judge.SteadyRate / plain.Rate);

    /// <summary>The same with the command's start and end.</summary>
    public Spread WholeRatio => Of((plain, judge) => judge.Rate / plain.Rate);

    private Spread Of(Func<Measurement, Measurement, double> ratio) => Spread.Of(Plain.Zip(Judge, ratio));
}
