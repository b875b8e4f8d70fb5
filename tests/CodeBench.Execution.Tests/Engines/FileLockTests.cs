using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Engines;

public sealed class FileLockTests : IDisposable
{
    private const int Timeout = 30_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Exclusive_HeldByAnother_WaitsForItsEnd()
    {
        var path = _folder.PathOf("lock");
        var first = await FileLock.ExclusiveAsync(path, TestContext.Current.CancellationToken);
        var second = FileLock.ExclusiveAsync(path, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task Exclusive_FileThatCannotBeOpened_SaysSoInsteadOfWaiting()
    {
        var path = _folder.PathOf("loop");
        File.CreateSymbolicLink(path, path);
        await Assert.ThrowsAsync<IOException>(() => FileLock.ExclusiveAsync(path, TestContext.Current.CancellationToken));
    }
}
