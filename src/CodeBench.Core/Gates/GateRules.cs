namespace CodeBench.Core.Gates;

/// <summary>What a gate asks.</summary>
public sealed record GateRules
{
    /// <summary>The default of <see cref="Alpha"/>.</summary>
    public const double DefaultAlpha = 0.05;

    /// <summary>The floors.</summary>
    public IReadOnlyList<ScoreFloor> Floors { get; init; } = [];

    /// <summary>A drop against the baseline that is no reason to say no: a share, 0 or more.</summary>
    public double MaxDrop { get; init; }

    /// <summary>How often, at most, a gate says no to a drop where there is none beyond the allowed one: over all suites and languages together, between 0 and 1.</summary>
    public double Alpha { get; init; } = DefaultAlpha;
}
