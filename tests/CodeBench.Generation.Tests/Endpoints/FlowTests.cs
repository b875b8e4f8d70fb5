using CodeBench.Core.Completions;
using CodeBench.Generation.Endpoints;
using CodeBench.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CodeBench.Generation.Tests.Endpoints;

/// <summary>How many requests are on their way, and that neither that nor the order changes what comes.</summary>
public sealed class FlowTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Concurrency_IsReached_AndNotExceeded(int concurrency)
    {
        // Nobody is answered before all that may come together have come.
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ModelServer? server = null;
        await using var mine = server = new ModelServer(async (_, _, cancellationToken) =>
        {
            if (server!.InFlight == concurrency)
            {
                all.TrySetResult();
            }

            await all.Task.WaitAsync(cancellationToken);
            return false;
        });
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: concurrency);
        var prompts = Asking.Prompts(5, (2 * concurrency) / 5 + 1);

        var (came, end) = await Asking.AllAsync(source, prompts, TestContext.Current.CancellationToken);

        Assert.Null(end);
        Assert.Equal(concurrency, server.MostInFlight);
        Assert.Equal(Asking.Expected(prompts).Order(), Asking.Sorted(came));
    }

    [Fact(Timeout = 60_000)]
    public async Task Meter_CountsEachRequestWhileItIsOnItsWay_AndEachToken()
    {
        // All that may be on their way are, when the first is answered.
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ModelServer? server = null;
        var most = 0;
        EndpointSource? source = null;
        await using var mine = server = new ModelServer(async (_, _, cancellationToken) =>
        {
            if (server!.InFlight == 4)
            {
                Interlocked.CompareExchange(ref most, source!.Meter.Sequences, 0);
                all.TrySetResult();
            }

            await all.Task.WaitAsync(cancellationToken);
            return false;
        });
        await using var asked = source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 4);

        var (came, _) = await Asking.AllAsync(source, Asking.Prompts(3, 6), TestContext.Current.CancellationToken);

        Assert.Equal(4, most);
        Assert.Equal((came.Sum(one => one.Tokens), 0), (source.Meter.Tokens, source.Meter.Sequences));
    }

    [Fact(Timeout = 60_000)]
    public async Task ReaderThatTakesNothing_IsNotRunAwayFrom()
    {
        await using var server = new ModelServer();
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 4);
        await using var reading = source.CompleteAsync(Asking.Prompts(100, 10), new SamplingOptions(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await reading.MoveNextAsync());
        // Four wait to be taken, four wait behind them, one was taken; nobody asks for more until somebody reads on.
        await reading.DisposeAsync();
        Assert.InRange(server.Asked.Count, 1, 13);
    }

    [Fact(Timeout = 60_000)]
    public async Task Interruption_HandsOnWhatCame_AndEndsWhatIsOnItsWay()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = new ModelServer(async (_, number, cancellationToken) =>
        {
            if (number == 20)
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return false;
        });
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 1);

        var (came, end) = await Asking.AllAsync(source, Asking.Prompts(10, 10), stop.Token);

        Assert.IsType<OperationCanceledException>(end, exactMatch: false);
        Assert.Equal(20, came.Count);
        Assert.Equal(21, server.Asked.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Seeds_DependOnRunPromptAndSampleAlone_AndDifferWithinAPrompt()
    {
        await using var server = new ModelServer();
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken);
        var whole = Asking.Prompts(4, 50);
        var part = whole.Reverse().Select(prompt => prompt with { Samples = [.. prompt.Samples.Where(sample => sample % 3 == 1).Reverse()] }).ToList();

        var (all, _) = await Asking.AllAsync(source, whole, TestContext.Current.CancellationToken, new SamplingOptions { Seed = 7 });
        var (some, _) = await Asking.AllAsync(source, part, TestContext.Current.CancellationToken, new SamplingOptions { Seed = 7 });

        Assert.Equal(200, all.Select(one => one.Text).Distinct().Count());
        Assert.Subset(Asking.Sorted(all).ToHashSet(), Asking.Sorted(some).ToHashSet());
        Assert.Equal(4 * 17, some.Count);
        Assert.All(server.Asked, request => Assert.InRange(request["seed"]!.GetValue<long>(), 0, int.MaxValue));
        // It must not change between versions: runs that were begun would be sampled twice over.
        Assert.Equal(50, Enumerable.Range(0, 50).Select(sample => RequestSeed.Of(0, "key", sample)).Distinct().Count());
        Assert.NotEqual(RequestSeed.Of(0, "key", 0), RequestSeed.Of(1, "key", 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task BusyServer_IsLeftAloneByAll_AndThenHasHalfAsMany()
    {
        var time = new FakeTimeProvider();
        var throttle = new Throttle(8, time);
        var round = await throttle.EnterAsync(TestContext.Current.CancellationToken);
        throttle.Leave(served: false);
        throttle.SlowDown(TimeSpan.FromSeconds(7), round);
        throttle.SlowDown(TimeSpan.FromSeconds(3), round);
        Assert.Equal(4, throttle.Limit);

        var entering = Enumerable.Range(0, 8).Select(_ => throttle.EnterAsync(TestContext.Current.CancellationToken)).ToList();
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.All(entering, task => Assert.False(task.IsCompleted));
        time.Advance(TimeSpan.FromSeconds(0.2));
        for (var left = 8; left > 0; left--)
        {
            var first = await Task.WhenAny(entering);
            entering.Remove(first);
            Assert.InRange(throttle.InFlight, 1, 4);
            throttle.Leave(served: true);
        }

        Assert.Equal(5, throttle.Limit);
        await ServeAsync(throttle, 100, TestContext.Current.CancellationToken);
        Assert.Equal(8, throttle.Limit);
    }

    private static async Task ServeAsync(Throttle throttle, int count, CancellationToken cancellationToken)
    {
        for (var served = 0; served < count; served++)
        {
            await throttle.EnterAsync(cancellationToken);
            throttle.Leave(served: true);
        }
    }
}
