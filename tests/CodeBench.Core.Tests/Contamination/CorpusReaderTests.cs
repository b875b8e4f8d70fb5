using System.IO.Compression;
using System.Text;
using CodeBench.Core.Contamination;
using CodeBench.Core.Contamination.Corpora;
using CodeBench.Core.Faults;
using CodeBench.Testing;
using ZstdSharp;

namespace CodeBench.Core.Tests.Contamination;

public sealed class CorpusReaderTests : IDisposable
{
    private const string Known = "one two three four five six seven eight";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.txt.gz")]
    [InlineData("a.txt.zst")]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    [InlineData("A.JSONL.ZST")]
    public void File_IsReadAsItsNameSays_LargerThanAnyBuffer(string name)
    {
        var filler = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"w{i} "));
        var text = name.Contains("json", StringComparison.OrdinalIgnoreCase) ? $"{{\"text\":\"{filler}\"}}\n\n{{\"text\":\"x {Known}\"}}\n" : $"{filler}\n{Known}";
        var (faults, overlap) = Read(Write(name, text));
        Assert.Empty(faults);
        Assert.Equal(8, overlap.Covered);
        Assert.Equal(name.Contains("json", StringComparison.OrdinalIgnoreCase) ? (3L, 2) : (null, filler.Length + 1), (overlap.Places[0].Line, overlap.Places[0].Offset));
    }

    [Theory]
    [InlineData("{\"meta\":{\"text\":\"no\"},\"text\":\"one two three four\\nfive\\tsix seven eight\"}", 8)]
    [InlineData("{\"content\":\"one two three four five six seven eight\"}", 8)]
    [InlineData("{\"content\":\"one two three four five six seven eight\",\"text\":\"other\"}", 0)]
    [InlineData("{ \"n\" : [1, {\"text\":\"a\"}] , \"text\" : \"one two three four five six seven eight\" , \"z\":{\"content\":\"a\"} }", 8)]
    [InlineData("{\"text\":null,\"content\":\"one two three four five six seven eight\"}", 8)]
    [InlineData("{\"score\":Infinity,\"te\\u0078t\":\"\\u006fne two three four five six seven eight \\ud83d\\ude00 \\ud800\"}", 8)]
    public void Line_HasItsTextInAField(string line, int covered)
    {
        var (faults, overlap) = Read(Write("a.jsonl", line));
        Assert.Empty(faults);
        Assert.Equal(covered, overlap.Covered);
    }

    [Theory]
    [InlineData("{\"body\":\"x\"}", "has no text in a field \"text\" or \"content\"")]
    [InlineData("{\"text\":7}", "has no text in a field")]
    [InlineData("[1]", "is no JSON object")]
    [InlineData("{\"text\":\"x\"", "is not valid JSON")]
    [InlineData("{\"text\":\"x\"} y", "is not valid JSON (byte 14 of the line)")]
    [InlineData("{\"text\":\"x\\q\"}", "is not valid JSON (byte 12 of the line)")]
    [InlineData("{\"text\":\"x\\u12g4\"}", "is not valid JSON")]
    [InlineData("{\"text\":\"x", "is not valid JSON")]
    [InlineData("{\"text\":\"x\ty\"}", "is not valid JSON")]
    [InlineData("{\"text\":\"x\",}", "is not valid JSON")]
    public void Line_WithoutText_IsNamed(string line, string message)
    {
        var (faults, _) = Read(Write("a.jsonl", $"{{\"text\":\"{Known}\"}}\n{line}\n"));
        var fault = Assert.Single(faults);
        Assert.Equal(2, fault.Line);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_GivesUpAFileOfFaults()
    {
        var (faults, _) = Read(Write("a.jsonl", string.Concat(Enumerable.Repeat("{}\n", 100))));
        Assert.Equal(CorpusReader.MostFaults + 1, faults.Count); // and that it stopped
    }

    [Theory]
    [InlineData("a.txt.gz")]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.txt.zst")]
    public void File_ThatIsCutShort_IsNamed(string name)
    {
        var path = Write(name, string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{{\"text\":\"w{i}\"}}\n")));
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Contains(Read(path).Faults, fault => fault.Where == path && fault.Message.StartsWith("is damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.txt.gz")]
    [InlineData("a.txt.zst")]
    public void File_ThatIsNotPackedAtAll_IsNamed(string name) =>
        Assert.StartsWith("is damaged", Assert.Single(Read(_folder.Write(name, "plain text, and more of it than a header has")).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Files_AreThoseOfFolders_AndEachOnce()
    {
        string[] known = [_folder.Write("corpus/a.txt", ""), _folder.Write("corpus/b/c.jsonl.zst", ""), _folder.Write("d.jsonl", "")];
        _folder.Write("corpus/readme.md", "");
        var faults = new FaultCollector();
        Assert.Equal(known, CorpusFiles.Find([_folder.PathOf("corpus"), known[0], known[2]], faults).Select(file => file.Path));
        Assert.True(faults.IsEmpty);
    }

    [Fact]
    public void Files_ThatAreNone_AreAllNamed()
    {
        Directory.CreateDirectory(_folder.PathOf("empty"));
        var faults = new FaultCollector();
        Assert.Empty(CorpusFiles.Find([_folder.PathOf("nowhere"), _folder.PathOf("empty"), _folder.Write("a.md", "")], faults));
        Assert.Equal(3, faults.Faults.Count);
    }

    private static (IReadOnlyList<Fault> Faults, ProblemOverlap Overlap) Read(string path)
    {
        var index = new GramIndex([new ExampleText("t", Known, null)]);
        var findings = new CorpusFindings(index);
        var read = 0L;
        var faults = new CorpusReader(new CorpusScanner(index, findings), ["text", "content"]).Read(new CorpusFile(path), 0, more => read += more, CancellationToken.None);
        Assert.InRange(read, 0, new FileInfo(path).Length);
        return (faults, findings.Overlaps()[0]);
    }

    private string Write(string name, string text)
    {
        var path = _folder.PathOf(name);
        using var file = File.Create(path);
        using Stream packed = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".gz" => new GZipStream(file, CompressionLevel.Fastest),
            ".zst" => new CompressionStream(file),
            _ => file,
        };
        packed.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
