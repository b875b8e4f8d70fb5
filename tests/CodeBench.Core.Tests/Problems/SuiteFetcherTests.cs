using System.Net;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class SuiteFetcherTests : IDisposable
{
    private const int Timeout = 15_000;
    private readonly TemporaryFolder _folder = new();
    private readonly PinnedSuite _pinned;

    public SuiteFetcherTests() => _pinned = new PinnedSuite(_folder);

    private string Cached => _folder.PathOf("cache/tiny/tiny.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task FetchAsync_Nowhere_DownloadsIntoTheCache()
    {
        var server = new FakeServer(HttpStatusCode.OK, PinnedSuite.Content);

        var fetched = await FetchAsync(server, TestContext.Current.CancellationToken);

        Assert.Equal((FetchOrigin.Downloaded, Cached), (fetched.Origin, fetched.Path));
        Assert.Equal(PinnedSuite.Content, await File.ReadAllTextAsync(Cached, TestContext.Current.CancellationToken));
        Assert.Equal(["https://example.org/tiny.jsonl"], server.Requests);
    }

    [Fact(Timeout = Timeout)]
    public async Task FetchAsync_ThereAlready_AsksNobody()
    {
        var path = _folder.Write("data/some name", PinnedSuite.Content);
        var server = new FakeServer(HttpStatusCode.OK, PinnedSuite.Content);

        var fetched = await FetchAsync(server, TestContext.Current.CancellationToken);

        Assert.Equal((FetchOrigin.Present, path), (fetched.Origin, fetched.Path));
        Assert.Empty(server.Requests);
    }

    [Fact(Timeout = Timeout)]
    public async Task FetchAsync_InAFolderOfTheCommandLine_CopiesIntoTheCache()
    {
        _folder.Write("from/deep/some name", PinnedSuite.Content);
        var server = new FakeServer(HttpStatusCode.OK, PinnedSuite.Content);

        var fetched = await FetchAsync(server, TestContext.Current.CancellationToken);

        Assert.Equal((FetchOrigin.Copied, Cached), (fetched.Origin, fetched.Path));
        Assert.Empty(server.Requests);
    }

    [Fact(Timeout = Timeout)]
    public async Task FetchAsync_OtherContent_IsRefusedWithBothHashesAndNotKept()
    {
        const string Other = "another file";
        var thrown = await Assert.ThrowsAsync<InvalidInputException>(
            () => FetchAsync(new FakeServer(HttpStatusCode.OK, Other), TestContext.Current.CancellationToken));

        Assert.Contains(Hashes.Of(Other), thrown.Message);
        Assert.Contains(_pinned.File.Sha256!, thrown.Message);
        Assert.Empty(Directory.EnumerateFiles(_folder.PathOf("cache"), "*", SearchOption.AllDirectories));
    }

    [Fact(Timeout = Timeout)]
    public async Task FetchAsync_NoSuchPage_SaysWhatElseCanBeDone()
    {
        var thrown = await Assert.ThrowsAsync<MachineNotAbleException>(
            () => FetchAsync(new FakeServer(HttpStatusCode.NotFound, ""), TestContext.Current.CancellationToken));

        Assert.Contains("404", thrown.Message);
        Assert.Contains("suites fetch tiny --from DIR", thrown.Message);
    }

    [Fact(Timeout = Timeout)]
    public async Task FetchAsync_Cancelled_IsNoFaultAndLeavesNothing()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => FetchAsync(new FakeServer(HttpStatusCode.OK, PinnedSuite.Content), cancelled.Token));
        Assert.Empty(Directory.EnumerateFiles(_folder.PathOf("cache"), "*", SearchOption.AllDirectories));
    }

    private async Task<FetchedFile> FetchAsync(FakeServer server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(server);
        var fetcher = new SuiteFetcher(new BenchmarkFiles(_pinned.Folders), http);
        return await fetcher.FetchAsync(_pinned.Suite, _pinned.File, cancellationToken);
    }
}
