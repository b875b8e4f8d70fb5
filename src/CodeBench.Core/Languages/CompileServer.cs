using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>
/// A compiler that has started once and compiles for every program of its container. It is handed sources and hands back files, as a
/// user of its own; model code never runs in it. A step that it does not answer is run by its command.
/// </summary>
/// <param name="Command">The command and its arguments; what it must do stands in src/runner/PROTOCOL.md.</param>
/// <param name="Memory">What it needs for itself: a container has so much more than the program's limit.</param>
/// <param name="Processes">How many processes and threads it is; a container may have so many more than the program's limit.</param>
public sealed record CompileServer(IReadOnlyList<string> Command, ByteSize Memory, int Processes)
{
    /// <summary>What a container must allow, so that the limits beside the server are exactly a program's.</summary>
    public Limits AddTo(Limits limits) => limits.Beside(Memory, Processes);
}
