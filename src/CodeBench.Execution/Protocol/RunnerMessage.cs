using CodeBench.Core.Executions;

namespace CodeBench.Execution.Protocol;

/// <summary>What a runner says. PROTOCOL.md beside its source describes the frames.</summary>
internal abstract record RunnerMessage
{
    private RunnerMessage()
    {
    }

    /// <summary>The first frame: the container has started.</summary>
    internal sealed record Hello(uint Version, uint ControlGroup) : RunnerMessage;

    /// <summary>A program has ended and what it left is removed.</summary>
    internal sealed record Done(ulong Id, CleaningNotices Notices, TimeSpan Cleaning, IReadOnlyList<StepReport> Reports) : RunnerMessage;

    /// <summary>A program that was asked back, and had not begun.</summary>
    internal sealed record GivenBack(ulong Id) : RunnerMessage;

    /// <summary>The runner itself failed.</summary>
    internal sealed record Fault(ulong Id, string Message) : RunnerMessage;
}
