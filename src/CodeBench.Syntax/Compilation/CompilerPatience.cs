using CodeBench.Core.Faults;

namespace CodeBench.Syntax.Compilation;

/// <summary>
/// How long a compilation in this process is waited for, and how much memory it may take. What needs more goes to the compiler in
/// the container, which can be stopped.
/// </summary>
internal sealed record CompilerPatience
{
    /// <summary>The longest compilation; a usual one takes some hundredths of a second, the first of all a second.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one that was told to stop may take to do so. Then it is a runaway: it holds its processor and nobody waits for it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When, and then how often, somebody looks.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What the managed memory of this process may grow by while a program is compiled.</summary>
    public ByteSize Memory { get; init; } = ByteSize.FromMebibytes(1024);

    /// <summary>With so many runaways nothing is compiled in this process any more.</summary>
    public int Runaways { get; init; } = 2;
}
