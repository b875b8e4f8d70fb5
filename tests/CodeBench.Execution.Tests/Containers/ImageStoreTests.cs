using CodeBench.Execution.Containers;
using CodeBench.Execution.Tests.Sandboxes;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Containers;

/// <summary>Builds leave no image without a name.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class ImageStoreTests(ContainerFixture fixture)
{
    private const int Timeout = 120_000;

    [Fact(Timeout = Timeout)]
    public async Task Build_IsInterrupted_LeavesNoImage()
    {
        var image = await fixture.Provider.BuildAsync(Python.Language, TestContext.Current.CancellationToken);
        var mark = $"codebench.test={Guid.NewGuid():N}";
        var context = BuildContext.OfDockerfile($"FROM {image.Reference} AS first\nLABEL {mark}\nFROM {image.Reference}\nLABEL {mark}\nENV x=1\nRUN sleep 60\n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var began = new SemaphoreSlim(0);
        var building = new ImageStore(fixture.Engine.Client).BuildAsync(
            $"codebench/interrupted:{Guid.NewGuid():N}", context, "test", new Dictionary<string, string>(), new Watch(began), stop.Token);
        await began.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(await ImagesAsync(mark));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        Assert.Empty(await ImagesAsync(mark));
    }

    private async Task<IList<ImagesListResponse>> ImagesAsync(string label) => await fixture.Engine.Client.Images.ListImagesAsync(
        new ImagesListParameters { All = true, Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [label] = true } } },
        TestContext.Current.CancellationToken);

    private sealed class Watch(SemaphoreSlim began) : IProgress<string>
    {
        private bool _last;

        public void Report(string value)
        {
            _last |= value.EndsWith("RUN sleep 60", StringComparison.Ordinal);
            if (_last && value.StartsWith("---> Running in", StringComparison.Ordinal))
            {
                began.Release();
            }
        }
    }
}
