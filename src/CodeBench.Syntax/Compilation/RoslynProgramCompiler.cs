using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Syntax.Guarding;

namespace CodeBench.Syntax.Compilation;

/// <summary>Compiles programs, each on a thread of its own with a large stack, and gives up those that take too much.</summary>
/// <param name="translator">Compiles one.</param>
/// <param name="patience">What is too much.</param>
/// <param name="workers">How many at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RoslynProgramCompiler(ProgramTranslator translator, CompilerPatience patience, int workers, TimeProvider time) : IProgramCompiler
{
    private readonly SemaphoreSlim _turns = new(workers);
    private int _runaways;

    /// <summary>How many compilations do not end although they were told to.</summary>
    public int Runaways => Volatile.Read(ref _runaways);

    /// <inheritdoc/>
    public async Task<HostCompilationResult?> CompileAsync(string fileName, string text, Limits limits, CancellationToken cancellationToken)
    {
        if (TextGuard.Fears(text) || Runaways >= patience.Runaways)
        {
            return null;
        }

        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await CompileAsync(fileName, text, limits.WallTime < patience.Time ? limits.WallTime : patience.Time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<HostCompilationResult?> CompileAsync(string fileName, string text, TimeSpan most, CancellationToken cancellationToken)
    {
        // Not disposed: a runaway still asks it.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = time.GetTimestamp();
        var work = LargeStack.RunAsync(() => translator.Translate(fileName, text, stop.Token));
        if (!await EndsAsync(work, start, most, cancellationToken).ConfigureAwait(false))
        {
            await stop.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAny(work, Task.Delay(patience.Grace, time, cancellationToken)).ConfigureAwait(false);
            if (!work.IsCompleted)
            {
                Interlocked.Increment(ref _runaways);
                _ = work.ContinueWith(_ => Interlocked.Decrement(ref _runaways), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return null;
        }

        stop.Dispose();
        var translation = await work.ConfigureAwait(false);
        return translation is null ? null : new HostCompilationResult(translation.Output, translation.Diagnostics, time.GetElapsedTime(start));
    }

    private async Task<bool> EndsAsync(Task work, long start, TimeSpan most, CancellationToken cancellationToken)
    {
        var memory = GC.GetTotalMemory(forceFullCollection: false);
        while (await Task.WhenAny(work, Task.Delay(patience.Look, time, cancellationToken)).ConfigureAwait(false) != work)
        {
            if (cancellationToken.IsCancellationRequested
                || time.GetElapsedTime(start) >= most
                || GC.GetTotalMemory(forceFullCollection: false) - memory > patience.Memory.Bytes)
            {
                return false;
            }
        }

        return true;
    }
}
