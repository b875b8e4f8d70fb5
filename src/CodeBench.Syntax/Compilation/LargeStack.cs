namespace CodeBench.Syntax.Compilation;

/// <summary>Work that recurses as deep as its input says.</summary>
internal static class LargeStack
{
    // Address space, not memory: pages that are never touched are never there.
    private const int Size = 64 << 20;

    /// <summary>Does the work on a thread of its own, which does not keep the process alive.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(work, done), Size) { IsBackground = true };
        thread.Start();
        return done.Task;
    }

    /// <summary>The same, for callers who wait.</summary>
    public static T Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        var thread = new Thread(() => Run(work, done), Size);
        thread.Start();
        thread.Join();
        return done.Task.Result;
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }
}
