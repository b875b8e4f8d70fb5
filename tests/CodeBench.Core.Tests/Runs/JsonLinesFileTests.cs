using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

public sealed class JsonLinesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfAnAbsentFile_HasNoLines() => Assert.Empty(FileOf("absent.jsonl").Read());

    [Fact]
    public void Append_ThenRead_GivesTheLinesBack()
    {
        var file = FileOf("lines.jsonl");
        using (var output = file.Append())
        {
            output.Write(new SampleFile("a", "1"));
            output.Write(new SampleFile("line\nbreak\r\u2028é", "2"));
        }

        Assert.Equal([new SampleFile("a", "1"), new SampleFile("line\nbreak\r\u2028é", "2")], file.Read());
    }

    [Theory]
    [InlineData("{\"name\":\"b\",\"sha")]
    [InlineData("{\"name\":\"b\",\"sha256\":\"2\"}")]
    public void Append_AfterATornLine_DropsIt(string torn)
    {
        var path = _folder.Write("torn.jsonl", "{\"name\":\"a\",\"sha256\":\"1\"}\n" + torn);
        var file = FileOf(path);
        Assert.Equal([new SampleFile("a", "1")], file.Read());
        using (var output = file.Append())
        {
            output.Write(new SampleFile("c", "3"));
        }

        Assert.Equal("{\"name\":\"a\",\"sha256\":\"1\"}\n{\"name\":\"c\",\"sha256\":\"3\"}\n", File.ReadAllText(path));
    }

    [Fact]
    public void Append_ToAFileThatIsOneLongTornLine_EmptiesIt()
    {
        var path = _folder.Write("torn.jsonl", new string('x', 20_000));
        FileOf(path).Append().Dispose();
        Assert.Equal(0, new FileInfo(path).Length);
    }

    [Fact]
    public void Read_OfADamagedLine_NamesItsNumber()
    {
        var path = _folder.Write("damaged.jsonl", "{\"name\":\"a\",\"sha256\":\"1\"}\n{\"name\":\n{\"name\":\"b\",\"sha256\":\"2\"}\n");
        var exception = Assert.Throws<InvalidInputException>(() => FileOf(path).Read().ToList());
        Assert.Equal(2, Assert.Single(exception.Faults).Line);
    }

    [Fact]
    public void Read_OfALineThatIsNotUtf8_NamesItsNumber()
    {
        var path = _folder.PathOf("latin.jsonl");
        File.WriteAllBytes(path, [.. "{\"name\":\"a\",\"sha256\":\"1\"}\n{\"name\":\""u8, 0xE9, .. "\",\"sha256\":\"2\"}\n"u8]);
        var exception = Assert.Throws<InvalidInputException>(() => FileOf(path).Read().ToList());
        Assert.Equal(2, Assert.Single(exception.Faults).Line);
    }

    [Fact]
    public void Read_AfterAByteOrderMark_GivesTheLines()
    {
        var path = _folder.Write("mark.jsonl", "\uFEFF{\"name\":\"a\",\"sha256\":\"1\"}\n{\"name\":\"b\",\"sha256\":\"2\"}\n{\"na");
        Assert.Equal([new SampleFile("a", "1"), new SampleFile("b", "2")], FileOf(path).Read());
    }

    [Fact]
    public void Replace_ThatFails_LeavesTheOldLines()
    {
        var path = _folder.Write("old.jsonl", "{\"name\":\"a\",\"sha256\":\"1\"}\n");
        Assert.Throws<InvalidOperationException>(() => FileOf(path).Replace(Failing()));
        Assert.Equal([new SampleFile("a", "1")], FileOf(path).Read());
        Assert.Single(Directory.GetFiles(_folder.Path));

        static IEnumerable<SampleFile> Failing()
        {
            yield return new SampleFile("b", "2");
            throw new InvalidOperationException("no more");
        }
    }

    private JsonLinesFile<SampleFile> FileOf(string name) => new(Path.Combine(_folder.Path, name), ResultJson.Line);
}
