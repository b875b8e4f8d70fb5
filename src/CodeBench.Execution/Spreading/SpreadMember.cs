using CodeBench.Core.Executions;

namespace CodeBench.Execution.Spreading;

/// <summary>An engine of a spread: its sandbox while it is there, and what became of it where not. The spread's lock guards it.</summary>
internal sealed class SpreadMember(ISandboxPlace place)
{
    private TaskCompletionSource<string> _lost = Ended("it was not opened");

    /// <summary>The engine.</summary>
    public ISandboxPlace Place => place;

    /// <summary>The sandbox that takes programs; null while the engine is away.</summary>
    public ISandbox? Sandbox { get; private set; }

    /// <summary>A sandbox that was lost and is to be disposed when the engine answers again, or at the end.</summary>
    public ISandbox? Left { get; private set; }

    /// <summary>How many programs it has.</summary>
    public int Busy { get; set; }

    /// <summary>Whether it has run a program since it was opened last.</summary>
    public bool HasRun { get; set; }

    /// <summary>Ends when the sandbox is lost that is there now, with the reason.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Why it is away; empty while it is there.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How many programs it takes beside those that it has.</summary>
    public int Free => Sandbox is { } sandbox ? sandbox.Capacity - Busy : 0;

    /// <summary>How full it is: the share of its workers that have a program, over 1 where some lie ready behind others.</summary>
    public double Load => (double)Busy / place.Workers;

    /// <summary>It takes programs from now on.</summary>
    public void Open(ISandbox sandbox)
    {
        (Sandbox, Busy, HasRun, Reason) = (sandbox, 0, false, "");
        _lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What was lost has been disposed.</summary>
    public void Forget() => Left = null;

    /// <summary>It takes none any more.</summary>
    public void Lose(string reason)
    {
        (Sandbox, Left, Reason) = (null, Sandbox ?? Left, reason);
        _lost.TrySetResult(reason);
    }

    private static TaskCompletionSource<string> Ended(string reason)
    {
        var ended = new TaskCompletionSource<string>();
        ended.SetResult(reason);
        return ended;
    }
}
