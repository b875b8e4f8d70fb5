using CodeBench.Core.Faults;
using CodeBench.Testing;
using CodeBench.Training.Corpus;

namespace CodeBench.Training.Tests;

public sealed class StarterReaderTests
{
    [Fact]
    public void Read_BrokenLines_NamesEachOne()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("wrong.jsonl", """
            {"task_id": "A", "name": "n", "completion": "c"}
            {"task_id": "A", "name":

            {"task_id": "A", "name": "n"}
            """);
        var fault = Assert.Throws<InvalidInputException>(() => StarterReader.Read<WrongSolution>(file));
        Assert.Equal([2, 4], fault.Faults.Select(item => item.Line!.Value));
    }

    [Fact]
    public void Read_NoSuchFile_SaysWhichOptionNamesIt()
    {
        var fault = Assert.Throws<InvalidInputException>(() => StarterReader.Read<WrongSolution>("/nowhere/wrong.jsonl"));
        Assert.Contains("--starter", fault.Message, StringComparison.Ordinal);
    }
}
