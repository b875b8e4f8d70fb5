namespace CodeBench.Execution.Spreading;

/// <summary>How often engines are looked at, and how long they are waited for.</summary>
internal sealed record SpreadPace
{
    /// <summary>From one question to an engine that works to the next. Default: 2 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Before the first new try with one that is away; each further one comes after twice the time. Default: 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two tries. Default: 15 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long programs wait where no engine is left. Default: 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
