using CodeBench.Bench.Measuring;
using CodeBench.Core.Faults;

namespace CodeBench.Bench.Generation;

/// <summary>What was measured of a checkpoint in one type. Rates are tokens a second, one a round.</summary>
internal sealed record DecodingMeasurement
{
    /// <summary>Which checkpoint.</summary>
    public required string Size { get; init; }

    /// <summary>In which type.</summary>
    public required string Type { get; init; }

    /// <summary>Its weights, the embedding's rows left out: what each step of a single sequence must read.</summary>
    public required ByteSize Read { get; init; }

    /// <summary>Bytes a second that two threads read from memory.</summary>
    public required IReadOnlyList<double> Bandwidth { get; init; }

    /// <summary>A prompt of 256 tokens.</summary>
    public required IReadOnlyList<double> Prompt { get; init; }

    /// <summary>The matrix products of that prompt alone.</summary>
    public required IReadOnlyList<double> Products { get; init; }

    /// <summary>By number of sequences: tokens of all of them.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<double>> Sequences { get; init; }

    /// <summary>By number of sequences: the share of a step that draws tokens and looks for stop sequences.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<double>> Sampling { get; init; }

    /// <summary>The most that a single sequence could have.</summary>
    public IEnumerable<double> Bounds => Bandwidth.Select(bandwidth => bandwidth / Read.Bytes);

    /// <summary>A single sequence's share of it.</summary>
    public Spread ShareOfBound => Ratio(Sequences[1], [.. Bounds]);

    /// <summary>The prompt's share of the rate of its products.</summary>
    public Spread ShareOfProducts => Ratio(Prompt, Products);

    /// <summary>How many times the rate of one sequence so many have.</summary>
    public Spread TimesOne(int sequences) => Ratio(Sequences[sequences], Sequences[1]);

    private static Spread Ratio(IReadOnlyList<double> measured, IReadOnlyList<double> against) => Spread.Of(measured.Zip(against, (left, right) => left / right));
}
