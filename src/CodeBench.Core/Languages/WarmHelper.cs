using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>
/// A process of a language that has started once and forks for each program, so that none has to wait for a start of its own.
/// It runs beside the programs in each container, out of their reach; its verdicts are those of fresh processes.
/// </summary>
/// <param name="Command">The command and its arguments; what it must do stands in src/runner/PROTOCOL.md.</param>
/// <param name="Memory">What it needs for itself: a container has so much more than the program's limit.</param>
public sealed record WarmHelper(IReadOnlyList<string> Command, ByteSize Memory)
{
    /// <summary>What a container must allow, so that the limits beside the helper are exactly a program's.</summary>
    public Limits AddTo(Limits limits) => limits.Beside(Memory, 1);
}
