using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>What one step of a program (its compilation, its run) may use. All limits are exact for one program at a time.</summary>
public sealed record Limits
{
    /// <summary>Wall time of a step, from its start to its end. More than 0; default 10 s.</summary>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Processor time of a step with all of its descendants. More than 0; default 10 s.</summary>
    public TimeSpan CpuTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Memory of all processes of a program together, its files in memory included. Default 512 MiB.</summary>
    public ByteSize Memory { get; init; } = ByteSize.FromMebibytes(512);

    /// <summary>Bytes that a step may write to standard output, and as many to standard error, before it is stopped. Default 16 MiB.</summary>
    public ByteSize Output { get; init; } = ByteSize.FromMebibytes(16);

    /// <summary>Bytes of all files of a program together. Default 64 MiB; must be smaller than <see cref="Memory"/>.</summary>
    public ByteSize Files { get; init; } = ByteSize.FromMebibytes(64);

    /// <summary>Processes and threads alive at once. Default 64.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>These for a program, and room beside it for what is kept warm: its limits stay exactly what they are.</summary>
    public Limits Beside(ByteSize memory, int processes) =>
        this with { Memory = new ByteSize(Memory.Bytes + memory.Bytes), Processes = Processes + processes };

    /// <summary>The larger of each of two limits: a place that is made for these has room for both.</summary>
    public static Limits Largest(Limits left, Limits right) => new()
    {
        WallTime = Max(left.WallTime, right.WallTime),
        CpuTime = Max(left.CpuTime, right.CpuTime),
        Memory = Max(left.Memory, right.Memory),
        Output = Max(left.Output, right.Output),
        Files = Max(left.Files, right.Files),
        Processes = Math.Max(left.Processes, right.Processes),
    };

    private static T Max<T>(T left, T right)
        where T : IComparable<T> => left.CompareTo(right) >= 0 ? left : right;
}
