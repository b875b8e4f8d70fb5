using System.IO.Compression;
using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class BenchmarkFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PinnedSuite _pinned;

    public BenchmarkFilesTests() => _pinned = new PinnedSuite(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("problems/tiny/anything")]
    [InlineData("cache/deep/down/anything")]
    [InlineData("data/anything.txt")]
    [InlineData("from/other name.gz")]
    public void Find_FileUnderAnyName_IsFoundByItsHash(string place)
    {
        _folder.Write(place, PinnedSuite.Content);

        Assert.Equal(_folder.PathOf(place), Files().Find(_pinned.Suite, _pinned.File));
    }

    [Fact]
    public void Find_PackedAgain_IsFoundByTheHashOfItsContent()
    {
        var path = _folder.Write("data/packed", "");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(PinnedSuite.Content));
        }

        Assert.Equal(path, Files().Find(_pinned.Suite, _pinned.File));
    }

    [Fact]
    public void Find_SameSizeOtherContent_IsNotTaken()
    {
        _folder.Write("data/tiny.jsonl", PinnedSuite.Content.Replace('a', 'b'));

        Assert.Null(Files().TryFind(_pinned.Suite, _pinned.File));
    }

    [Fact]
    public void Find_SeveralPlaces_PrefersTheSuitesFolderThenTheCache()
    {
        _folder.Write("data/one", PinnedSuite.Content);
        var cached = _folder.Write("cache/two", PinnedSuite.Content);
        Assert.Equal(cached, Files().Find(_pinned.Suite, _pinned.File));

        var own = _folder.Write("problems/tiny/three", PinnedSuite.Content);
        Assert.Equal(own, Files().Find(_pinned.Suite, _pinned.File));
    }

    [Fact]
    public void Find_FoldersThatLinkInACircle_ComesToAnEnd()
    {
        var path = _folder.Write("data/deep/file", PinnedSuite.Content);
        Directory.CreateSymbolicLink(_folder.PathOf("data/deep/circle"), _folder.PathOf("data"));
        File.CreateSymbolicLink(_folder.PathOf("data/broken"), _folder.PathOf("nowhere"));

        Assert.Equal(path, Files().Find(_pinned.Suite, _pinned.File));
    }

    [Fact]
    public void Find_LinkToTheFile_IsFollowed()
    {
        var target = _folder.Write("elsewhere/file", PinnedSuite.Content);
        File.CreateSymbolicLink(_folder.PathOf("data/link"), target);

        Assert.Equal(target, Files().Find(_pinned.Suite, _pinned.File));
    }

    [Fact]
    public void Find_Nowhere_SaysWhereItLookedAndWhatToDo()
    {
        var message = Assert.Throws<InvalidInputException>(() => Files().Find(_pinned.Suite, _pinned.File)).Message;

        Assert.Contains("codebench suites fetch tiny", message);
        Assert.Contains(_pinned.File.Sha256!, message);
        Assert.All(["problems/tiny", "cache", "data", "from"], place => Assert.Contains(_folder.PathOf(place), message));
    }

    [Fact]
    public void Find_OwnFileThatIsMissing_SaysThatItShips()
    {
        var own = _pinned.File with { Sha256 = null, Size = null };

        Assert.Contains("ships", Assert.Throws<InvalidInputException>(() => Files().Find(_pinned.Suite, own)).Message);
    }

    [Fact]
    public void FromEnvironment_Variables_NameTheFolders()
    {
        var folders = Folders(("XDG_CACHE_HOME", "/caches"), ("CODEBENCH_DATA", _folder.Path), ("HOME", "/home/me"));
        Assert.Equal("/caches/codebench/benchmarks", folders.Cache);
        Assert.Equal(_folder.Path, folders.Data);

        folders = Folders(("XDG_CACHE_HOME", "relative"), ("CODEBENCH_DATA", ""), ("HOME", "/home/me"));
        Assert.Equal("/home/me/.cache/codebench/benchmarks", folders.Cache);
        Assert.Null(folders.Data);
    }

    [Fact]
    public void FromEnvironment_FoldersThatAreNot_AreAllFaults()
    {
        var thrown = Assert.Throws<InvalidInputException>(
            () => BenchmarkFolders.FromEnvironment(name => name == "CODEBENCH_DATA" ? "/no/such/data" : null, "/no/such/one", "/no/such/two"));

        Assert.Equal(["CODEBENCH_DATA", "--from", "--from"], thrown.Faults.Select(fault => fault.Where));
    }

    private static BenchmarkFolders Folders(params (string Name, string Value)[] variables) =>
        BenchmarkFolders.FromEnvironment(name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    private BenchmarkFiles Files() => new(_pinned.Folders);
}
