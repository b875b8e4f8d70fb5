using CodeBench.Bench.Measuring;

namespace CodeBench.Bench.Throughput;

/// <summary>One way to run the programs, and what it did in each round.</summary>
/// <param name="Name">How the tables call it.</param>
/// <param name="Bare">The bare interpreter; null for `judge`.</param>
/// <param name="Options">Options of `judge`.</param>
/// <param name="Target">The ratio to the bare interpreter that is to be reached.</param>
internal sealed record Contender(string Name, BareInterpreter? Bare, IReadOnlyList<string> Options, double Target)
{
    /// <summary>All programs, in each round.</summary>
    public List<Measurement> Rounds { get; } = [];

    /// <summary>A few programs, in each round: what the start costs.</summary>
    public List<Measurement> Starts { get; } = [];

    /// <summary>Something of each round.</summary>
    public Spread Of(Func<Measurement, double> value) => Spread.Of(Rounds.Select(value));

    /// <summary>Something of each round, as a ratio to the same of another in the same round.</summary>
    public Spread Ratio(Contender other, Func<Measurement, double> value) =>
        Spread.Of(Rounds.Zip(other.Rounds, (own, others) => value(own) / value(others)));

    /// <summary>Milliseconds of processor time for a program, the start left out.</summary>
    public Spread CpuOfAProgram() => Spread.Of(Rounds.Zip(Starts, (all, few) =>
        (all.CpuTime - few.CpuTime).TotalMilliseconds / (all.Programs - few.Programs)));
}
