using CodeBench.Execution.Containers;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Containers;

public sealed class BuildTurnsTests : IDisposable
{
    private const int Timeout = 30_000;
    private static readonly Progress<string> Nobody = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Take_MoreImagesThanTurns_BuildsSoManyAtOnceAndAllInTheEnd()
    {
        using var turns = new BuildTurns(2, lockFile: null, Nobody);
        var builds = Start(turns, ["a", "b", "c"], TestContext.Current.CancellationToken);
        await builds[0].Began;
        await builds[1].Began;
        Assert.False(builds[2].Began.IsCompleted);

        builds[1].End();
        await builds[2].Began;
        builds[0].End();
        builds[2].End();
        var images = await Task.WhenAll(builds.Select(build => build.Done));
        Assert.Equal(["a", "b", "c"], images);
    }

    [Fact(Timeout = Timeout)]
    public async Task Take_OneImageTwice_BuildsItOnceAtATimeAndKeepsNobodyElseWaiting()
    {
        using var turns = new BuildTurns(2, lockFile: null, Nobody);
        var builds = Start(turns, ["a", "a", "b"], TestContext.Current.CancellationToken);
        await builds[0].Began;
        await builds[2].Began;
        Assert.False(builds[1].Began.IsCompleted);

        builds[0].End();
        await builds[1].Began;
        builds[1].End();
        builds[2].End();
        await Task.WhenAll(builds.Select(build => build.Done));
    }

    [Fact(Timeout = Timeout)]
    public async Task Take_SeveralImages_NeverMakesTheirFoundationTwiceAtOnce()
    {
        using var turns = new BuildTurns(3, lockFile: null, Nobody);
        var made = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        var builds = Enumerable.Range(0, 3).Select(number => turns.TakeAsync(
            $"{number}",
            token =>
            {
                begun++;
                return made.Task.WaitAsync(token);
            },
            (_, _) => Task.FromResult(number),
            TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(1, begun);

        made.SetResult(0);
        var images = await Task.WhenAll(builds);
        Assert.Equal([0, 1, 2], images);
        Assert.Equal(3, begun);
    }

    [Fact(Timeout = Timeout)]
    public async Task Take_AnotherCommandBuilds_WaitsUntilItsLastBuildHasEnded()
    {
        var file = _folder.PathOf("lock");
        using var others = new BuildTurns(2, file, Nobody);
        var theirs = Start(others, ["a", "b"], TestContext.Current.CancellationToken);
        await Task.WhenAll(theirs.Select(build => build.Began));

        var said = new TaskCompletionSource<string>();
        using var turns = new BuildTurns(2, file, new Told(said));
        var ours = Start(turns, ["a"], TestContext.Current.CancellationToken);
        Assert.Contains("Another command builds images", await said.Task, StringComparison.Ordinal);
        theirs[0].End();
        await theirs[0].Done;
        Assert.False(ours[0].Began.IsCompleted);

        theirs[1].End();
        await ours[0].Began;
        ours[0].End();
        await ours[0].Done;
    }

    [Fact(Timeout = Timeout)]
    public async Task Take_BuildFails_SaysSoAndLetsTheNextOneIn()
    {
        var file = _folder.PathOf("lock");
        using var turns = new BuildTurns(1, file, Nobody);
        var failing = turns.TakeAsync<int, string>("a", _ => Task.FromResult(0), (_, _) => throw new InvalidOperationException("no"), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        var next = Start(turns, ["a"], TestContext.Current.CancellationToken);
        await next[0].Began;
        next[0].End();
        Assert.Equal("a", await next[0].Done);
    }

    private static List<Build> Start(BuildTurns turns, string[] images, CancellationToken cancellationToken) =>
        [.. images.Select(image => new Build(turns, image, cancellationToken))];

    private sealed class Build
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Build(BuildTurns turns, string image, CancellationToken cancellationToken) => Done = turns.TakeAsync(
            image,
            _ => Task.FromResult(0),
            async (_, token) =>
            {
                _began.SetResult();
                await _end.Task.WaitAsync(token);
                return image;
            },
            cancellationToken);

        public Task Began => _began.Task;

        public Task<string> Done { get; }

        public void End() => _end.SetResult();
    }

    private sealed class Told(TaskCompletionSource<string> said) : IProgress<string>
    {
        public void Report(string value) => said.TrySetResult(value);
    }
}
