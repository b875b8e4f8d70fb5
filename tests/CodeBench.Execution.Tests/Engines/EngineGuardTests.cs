using CodeBench.Execution.Engines;
using CodeBench.Execution.Tests.Containers;

namespace CodeBench.Execution.Tests.Engines;

public sealed class EngineGuardTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task Run_ConnectionIsClosedBecauseItIsCancelled_IsCancelledAndNoFailureOfTheEngine()
    {
        await using var images = new ImageEngine();
        await using var engine = await images.ConnectAsync(TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = new EngineGuard(engine, TimeSpan.FromMinutes(1), TimeProvider.System).RunAsync<int>(
            async token =>
            {
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new IOException("The connection was closed");
            },
            stop.Token);
        await stop.CancelAsync();
        Assert.IsType<IOException>((await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running)).InnerException);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_EngineFails_SaysSo()
    {
        await using var images = new ImageEngine();
        await using var engine = await images.ConnectAsync(TestContext.Current.CancellationToken);
        var guard = new EngineGuard(engine, TimeSpan.FromMinutes(1), TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(
            () => guard.RunAsync(_ => Task.FromException<int>(new IOException("The connection was closed")), TestContext.Current.CancellationToken));
    }
}
