using System.IO.Compression;
using System.Text;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Completions;

public sealed class SampleReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProblemSet _tiny = TinySuite.Load();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_CompletionsAndSolutions_AreNumberedByTaskInTheOrderOfTheFiles()
    {
        var first = _folder.Write(
            "a.jsonl",
            """
            {"task_id": "Tiny/2", "completion": "x"}
            {"task_id": 3, "solution": "y", "identifier": "more", "log": [1]}

            {"task_id": "2", "completion": "z\n"}
            """);
        var second = _folder.Write("b.jsonl", """{"completion": "w", "task_id": "tiny/3"}""");

        Assert.Equal(
            [
                new SampleText("Tiny/2", 0, "x", SampleKind.Completion),
                new SampleText("Tiny/3", 0, "y", SampleKind.Solution),
                new SampleText("Tiny/2", 1, "z\n", SampleKind.Completion),
                new SampleText("Tiny/3", 1, "w", SampleKind.Completion),
            ],
            SampleReader.Read(_tiny, [first, second]));
    }

    [Fact]
    public void Read_OneJsonAProblem_GivesItsCompletions()
    {
        var path = _folder.Write(
            "Tiny_2.json",
            """
            {
              "name": "Tiny/2", "language": "py", "prompt": "", "stop_tokens": [],
              "completions": ["x", "y"]
            }
            """);

        Assert.Equal(
            [new SampleText("Tiny/2", 0, "x", SampleKind.Completion), new SampleText("Tiny/2", 1, "y", SampleKind.Completion)],
            SampleReader.Read(_tiny, [path]));
    }

    [Fact]
    public void Read_Gzip_IsUnpacked()
    {
        var path = _folder.PathOf("a.jsonl.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("""{"task_id": 2, "completion": "x"}"""));
        }

        Assert.Equal("x", Assert.Single(SampleReader.Read(_tiny, [path])).Text);
    }

    [Theory]
    [InlineData("""{"task_id": 2, "completion": "x" """, null, "JSON")]
    [InlineData("""{"completion": "x"}""", "task_id", "missing")]
    [InlineData("""{"task_id": 2}""", "completion", "missing")]
    [InlineData("""{"task_id": 2, "completion": "x", "solution": "y"}""", "solution", "one of them")]
    [InlineData("""{"task_id": 2, "completion": null}""", "completion", "text")]
    [InlineData("""{"task_id": 2, "completions": ["x", 1]}""", "completions", "list")]
    [InlineData("""{"task_id": 2, "completions": "x"}""", "completions", "list")]
    [InlineData("""{"task_id": [2], "completion": "x"}""", "task_id", "text")]
    [InlineData("""{"task_id": 9, "completion": "x"}""", "task_id", "9 is no task of tiny, which has 2: Tiny/2 to Tiny/3.")]
    [InlineData("""{"task_id": "Tiny/1", "completion": "x"}""", "task_id", "leaves it out")]
    [InlineData("""["x"]""", null, "object")]
    public void Check_OneWrongLine_PointsAtIt(string line, string? field, string words)
    {
        var path = _folder.Write("a.jsonl", $$"""{"task_id": 2, "completion": "x"}{{"\n"}}{{line}}{{"\n"}}""");

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => SampleReader.Check(_tiny, [path])).Faults);

        Assert.Equal((path, 2, field), (fault.Where, fault.Line, fault.Field));
        Assert.Contains(words, fault.Message);
    }

    [Fact]
    public void Check_SeveralWrongFiles_ListsTheFaultsOfAll()
    {
        var broken = _folder.Write("a.jsonl", "{\n{\n");
        var missing = _folder.PathOf("b.jsonl");

        var faults = Assert.Throws<InvalidInputException>(() => SampleReader.Check(_tiny, [broken, missing])).Faults;

        Assert.Equal([(broken, 1), (broken, 2), (missing, null)], faults.Select(fault => (fault.Where, fault.Line)));
    }

    [Fact]
    public void Check_BrokenJsonOfSeveralLines_GivesTheLineOfTheBreak()
    {
        var path = _folder.Write("a.json", "{\n\"name\": \"Tiny/2\",\n\"completions\": [\"x\"\n");

        Assert.InRange(Assert.Single(Assert.Throws<InvalidInputException>(() => SampleReader.Check(_tiny, [path])).Faults).Line!.Value, 3, 4);
    }

    [Fact]
    public void Check_NothingInIt_IsAFault() =>
        Assert.Throws<InvalidInputException>(() => SampleReader.Check(_tiny, [_folder.Write("a.jsonl", "\n")]));

    [Fact]
    public void Read_GivesEachSampleBeforeItReadsTheNext()
    {
        var path = _folder.Write("a.jsonl", """{"task_id": 2, "completion": "x"}""" + "\n{\n");

        Assert.Equal("x", SampleReader.Read(_tiny, [path]).First().Text);
        Assert.Throws<InvalidInputException>(() => SampleReader.Read(_tiny, [path]).Count());
    }

    [Fact]
    public void Read_LineLongerThanAnyBuffer_IsWhole()
    {
        var text = new string('x', 300_000);
        var path = _folder.Write("a.jsonl", string.Concat(Enumerable.Repeat($$"""{"task_id": 2, "completion": "{{text}}"}{{"\r\n"}}""", 3)));

        Assert.All(SampleReader.Read(_tiny, [path]), sample => Assert.Equal(text, sample.Text));
    }

    [Fact]
    public void Read_RecordedSamplesOfARealModel_AreAllThere()
    {
        var path = SharedData.Require("recorded/qwen2.5-coder-1.5b-base/evalplus-humaneval/generated.jsonl.gz");
        var suite = TestSuites.Require("humaneval", "humaneval");

        var samples = SampleReader.Read(suite, [path, path]).ToList();

        Assert.Equal(328, samples.Count);
        Assert.Equal(suite.Problems.Select(problem => problem.TaskId), samples.Take(164).Select(sample => sample.TaskId));
        Assert.All(samples.Take(164), sample => Assert.Equal(0, sample.Sample));
        Assert.All(samples.Skip(164), sample => Assert.Equal(1, sample.Sample));
    }
}
