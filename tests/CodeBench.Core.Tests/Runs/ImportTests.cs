using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

public sealed class ImportTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Samples_OfProblemsThatAreNotAsked_AreLeftOut_AndMissingOnesTold()
    {
        using var folder = _fixture.Begin(_fixture.Plan());
        var import = new ImportStage(_fixture.Observer);
        import.Run(folder, _fixture.Suites[0], [Sample("Starter/1", 0), Sample("Starter/9", 0), Sample("Starter/1", 1)]);

        Assert.Equal([("Starter/1", 0), ("Starter/1", 1)], folder.Completions.Read().Select(line => (line.TaskId, line.Sample)));
        Assert.Equal(["There are samples for 1 of the 2 problems: the score is of these alone."], _fixture.Observer.Messages);
    }

    [Fact]
    public void Samples_OfARunThatHasThem_AreNotWrittenAgain_ButTold()
    {
        using var folder = _fixture.Begin(_fixture.Plan());
        var import = new ImportStage(_fixture.Observer);
        import.Run(folder, _fixture.Suites[0], [Sample("Starter/0", 0)]);
        import.Run(folder, _fixture.Suites[0], [Sample("Starter/1", 0)]);

        Assert.Equal("Starter/0", Assert.Single(folder.Completions.Read()).TaskId);
        Assert.Equal(2, _fixture.Observer.Messages.Count);
    }

    [Fact]
    public void Samples_ThatCannotBeReadToTheirEnd_LeaveNoCompletions()
    {
        using var folder = _fixture.Begin(_fixture.Plan());
        Assert.Throws<InvalidInputException>(() => new ImportStage(_fixture.Observer).Run(folder, _fixture.Suites[0], Broken()));

        Assert.False(folder.Completions.Exists);
    }

    private static SampleText Sample(string task, int number) => new(task, number, "    return 1\n", SampleKind.Completion);

    private static IEnumerable<SampleText> Broken()
    {
        yield return Sample("Starter/0", 0);
        throw new InvalidInputException(new Fault("samples.jsonl", 2, null, "is broken by now"));
    }
}
