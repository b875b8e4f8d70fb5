using System.IO.Compression;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class ProblemReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Suite _suite;

    public ProblemReaderTests()
    {
        _folder.Write("tiny/suite.yaml", SuiteText.Right);
        _suite = SuiteReader.Read(_folder.PathOf("tiny"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_DefaultVersion_HasItsTasksOnlyButAllRecords()
    {
        var set = Read(SuiteText.Records);

        Assert.Equal("tiny", set.Name);
        Assert.Equal(["Tiny/2", "Tiny/3"], set.Problems.Select(problem => problem.TaskId));
        Assert.Equal(3, set.Records.Count);
        Assert.Equal("2", set.Problems[0].Reference);
        Assert.Equal("python", set.Problems[0].Language);
        Assert.Equal(2L, set.Problems[0].Fields["task_id"]);
        Assert.Equal((string[])["c"], set.Problems[0].Fields["tests"]);
        Assert.Empty((string[])set.Problems[0].Fields["extra"]);
    }

    [Fact]
    public void Read_OtherVersion_StandsInTheNameOfTheProblems() => Assert.All(
        Read(SuiteText.Records, version: 1).Problems, problem => Assert.Equal("tiny@all", problem.Suite));

    [Fact]
    public void Read_BlankLinesByteOrderMarkAndCarriageReturns_AreTolerated() =>
        Assert.Equal(2, Read("\uFEFF\r\n" + SuiteText.Records.Replace("\n", "\r\n\r\n") + "\n\n").Problems.Count);

    [Fact]
    public void Read_Gzip_IsUnpackedWhateverItIsCalled()
    {
        var path = _folder.PathOf("data");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(SuiteText.Records));
        }

        var plain = Read(SuiteText.Records);
        var packed = ProblemReader.Read(_suite, _suite.Versions[0], _suite.Files[0], path);

        Assert.Equal(plain.ContentSha256, packed.ContentSha256);
        Assert.Equal(plain.Problems.Count, packed.Problems.Count);
    }

    [Fact]
    public void Read_Array_GivesTheLineWhereARecordBegins()
    {
        var array = $"[\n{string.Join(",\n", SuiteText.Records.Split('\n'))}\n]";
        Assert.Equal(2, Read(array).Problems.Count);

        var fault = Assert.Single(Faults(array.Replace("\"text\": \"three\"", "\"text\": 3")));

        Assert.Equal((4, "text"), (fault.Line, fault.Field));
    }

    [Theory]
    [InlineData("\"text\": \"two\", ", "", 2, "text", "missing")]
    [InlineData("\"text\": \"two\"", "\"text\": null", 2, "text", "a text")]
    [InlineData("\"task_id\": 2", "\"task_id\": 2.5", 2, "task_id", "whole number")]
    [InlineData("[\"c\"]", "[\"c\", 1]", 2, "tests", "list of texts")]
    [InlineData("[\"c\"]", "[\"c\"], \"level\": 1", 2, "level", "not a field")]
    [InlineData("[\"c\"]", "[\"c\"], \"extra\": []", 2, "extra", "not a field")]
    [InlineData("[\"c\"]}", "[\"c\"]", 2, null, "JSON")]
    [InlineData("\"task_id\": 3", "\"task_id\": 1", 3, "task_id", "line 1")]
    [InlineData("\"text\": \"two\"", "\"text\": \"two\", \"text\": \"2\"", 2, null, "JSON")]
    [InlineData("\"two\"", "\"\\ud800\"", 2, "text", "a text")]
    [InlineData("{\"task_id\": 2", "[{\"task_id\": 2", 2, null, "JSON")]
    public void Read_OneBrokenRecord_PointsAtIt(string right, string wrong, int line, string? field, string words)
    {
        var fault = Assert.Single(Faults(SuiteText.Records.Replace(right, wrong)));

        Assert.Equal((line, field), (fault.Line, fault.Field));
        Assert.Contains(words, fault.Message);
    }

    [Fact]
    public void Read_SeveralBrokenRecords_ListsAllAtOnce() =>
        Assert.Equal([1, 3], Faults(SuiteText.Records.Replace("\"one\"", "1").Replace("\"three\"", "3")).Select(fault => fault.Line!.Value));

    [Fact]
    public void Read_HundredsOfBrokenRecords_StopsAtTheMost()
    {
        var faults = Faults(string.Concat(Enumerable.Repeat("{}\n", 300)));

        Assert.Equal(ProblemReader.MostFaults + 1, faults.Count);
        Assert.Contains("stopped", faults[^1].Message);
    }

    [Fact]
    public void Read_TooFewRecords_IsAFault() =>
        Assert.Contains("2 records", Assert.Single(Faults(string.Join('\n', SuiteText.Records.Split('\n')[..2]))).Message);

    [Fact]
    public void Read_InvalidUtf8_IsAFaultOfItsLine()
    {
        var path = _folder.PathOf("tiny.jsonl");
        var bytes = System.Text.Encoding.UTF8.GetBytes(SuiteText.Records.Replace("two", "\u00ff"));
        File.WriteAllBytes(path, [.. bytes.Where(value => value != 0xc3)]);

        var thrown = Assert.Throws<InvalidInputException>(() => ProblemReader.Read(_suite, _suite.Versions[0], _suite.Files[0], path));

        Assert.Equal(2, Assert.Single(thrown.Faults).Line);
    }

    [Fact]
    public void Read_TruncatedGzip_IsAFault()
    {
        var path = _folder.PathOf("data.gz");
        File.WriteAllBytes(path, [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]);

        Assert.Throws<InvalidInputException>(() => ProblemReader.Read(_suite, _suite.Versions[0], _suite.Files[0], path));
    }

    [Theory]
    [InlineData("Tiny/2", "Tiny/2")]
    [InlineData("tiny/2", "Tiny/2")]
    [InlineData("2", "Tiny/2")]
    [InlineData("1", null)]
    [InlineData("Other/2", null)]
    public void TryFind_NamesThatSamplesUse_GiveTheProblem(string name, string? taskId)
    {
        Read(SuiteText.Records).TryFind(name, out var problem);

        Assert.Equal(taskId, problem?.TaskId);
    }

    [Fact]
    public void TryFind_SetCutWithWith_KnowsOnlyWhatIsLeft()
    {
        var set = Read(SuiteText.Records);
        var first = set with { Problems = [.. set.Problems.Take(1)] };

        Assert.True(first.TryFind("2", out _));
        Assert.False(first.TryFind("3", out _));
    }

    private ProblemSet Read(string records, int version = 0) =>
        ProblemReader.Read(_suite, _suite.Versions[version], _suite.Files[0], _folder.Write("tiny.jsonl", records));

    private IReadOnlyList<Fault> Faults(string records) => Assert.Throws<InvalidInputException>(() => Read(records)).Faults;
}
