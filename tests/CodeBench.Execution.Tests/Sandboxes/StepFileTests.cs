using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>Files that only one step sees, and files that a program leaves for the host.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class StepFileTests(ContainerFixture fixture)
{
    private const int Timeout = 60_000;
    private const string Show = "sort -u /dev/null *.txt";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task Run_FileOfAStep_IsThereForThatStepAlone()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var reports = await sandbox.RunAsync(
            Shell([new("a.txt", "always\n"), new("b.txt", "first\n", 0), new("b.txt", "second\n", 1)], Show, Show, Show), Token);
        Assert.Equal(["always\nfirst\n", "always\nsecond\n", "always\n"], reports.Select(report => report.Stdout.Text));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("echo forged > b.txt; chmod 0 b.txt")]
    [InlineData("ln -s /etc/passwd b.txt")]
    [InlineData("mkfifo b.txt")]
    [InlineData("mkdir -p b.txt/c/d; touch b.txt/c/d/e; chmod 0 b.txt")]
    [InlineData("touch x; ln x b.txt")]
    [InlineData("(trap '' TERM HUP; while :; do echo forged > b.txt; done) & sleep 0.1")]
    [InlineData("chmod 0 .")]
    public async Task Run_NameIsTakenByAnEarlierStep_FileIsTheHosts(string attack)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var reports = await sandbox.RunAsync(Shell([new("b.txt", "the host's\n", 1)], attack, "chmod 700 /box/program; cat b.txt; ls -l b.txt | cut -c 1-10"), Token);
        Assert.Equal("the host's\n-rw-r--r--\n", reports[1].Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_NoRoomIsLeftForTheFileOfAStep_ThatStepIsNotStarted()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var reports = await sandbox.RunAsync(
            Shell([new("b.txt", new string('x', 10_000), 1)], "head -c 1G /dev/zero > fill || true", "true"), Token);
        Assert.Equal(StepEnd.NotStarted, reports[1].End);
        Assert.Contains("b.txt could not be written: No space left on device", reports[1].Stderr.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await sandbox.RunAsync(Shell([], "true"), Token))[0].ExitCode);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ResultsThatAreThere_ComeBackWithTheLastReport()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var program = Shell([], "echo one > one; mkdir folder; mkfifo fifo; ln -s one link; : > empty", "head -c 3000000 /dev/zero | tr '\\0' x > large") with
        {
            Results = ["one", "absent", "folder", "fifo", "link", "empty", "large"],
        };
        for (var round = 0; round < 2; round++)
        {
            var reports = await sandbox.RunAsync(program, Token);
            Assert.Empty(reports[0].Results);
            Assert.Equal(["empty", "large", "one"], reports[1].Results.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(("", 3_000_000, "one\n"), (reports[1].Results["empty"], reports[1].Results["large"].Length, reports[1].Results["one"]));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_LastStepFails_LeavesNoResults()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var reports = await sandbox.RunAsync(Shell([], "echo one > one", "false") with { Results = ["one"] }, Token);
        Assert.All(reports, report => Assert.Empty(report.Results));
    }

    private static SourceProgram Shell(IReadOnlyList<SourceFile> files, params string[] steps) => new()
    {
        Files = files,
        Steps = [.. steps.Select(text => new Step(StepKind.Run, ["sh", "-c", text], Python.Limits))],
    };
}
