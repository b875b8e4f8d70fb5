using System.Text.Json;
using CodeBench.Core.Languages;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>Programs that mean harm, run for real: each gets the verdict that stands in its file, and leaves nothing.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class HostileTests(HostileFixture fixture) : IClassFixture<HostileFixture>
{
    private const int Timeout = 120_000;

    public static MatrixTheoryData<string, bool> Programs { get; } = new(HostileProgram.All.Select(program => program.Name), [true, false]);

    public static MatrixTheoryData<string, bool> Cheats { get; } =
        new(HostileProgram.All.Where(program => program.Control is not null).Select(program => program.Name), [true, false]);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Programs))]
    public async Task Run_HostileProgram_GetsItsVerdictAndLeavesNothing(string name, bool warm)
    {
        var token = TestContext.Current.CancellationToken;
        var program = HostileProgram.All.Single(program => program.Name == name);
        var house = await fixture.OpenAsync(warm, token);
        var before = await fixture.ContainersAsync(token);

        var outcome = await house.JudgeAsync(program.Text, program.Expected.Contains(Verdict.TimedOut), token);
        var left = await house.LookAroundAsync("", token);
        var right = await house.JudgeAsync("assert 1 + 1 == 2", brief: false, token);
        var wrong = await house.JudgeAsync("assert 1 + 1 == 3", brief: false, token);

        var replaced = (await fixture.ContainersAsync(token)).Except(before).Any();
        // Escaped: what such programs print is not always text, and the file of results would end there.
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{name}: {outcome.Verdict.ToWord()} after {outcome.WallTime.TotalMilliseconds:0} ms{(replaced ? ", container replaced" : "")}\n"
            + $"{JsonSerializer.Serialize(outcome.Stdout)}\n{JsonSerializer.Serialize(outcome.Stderr)}");
        Assert.Contains(outcome.Verdict, program.Expected);
        Assert.Equal((Verdict.Passed, Verdict.WrongAnswer), (right.Verdict, wrong.Verdict));
        Assert.Empty(left);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Cheats))]
    public async Task Control_ProgramThatPassesByItself_GetsItsVerdict(string name, bool warm)
    {
        var token = TestContext.Current.CancellationToken;
        var program = HostileProgram.All.Single(program => program.Name == name);
        var house = await fixture.OpenAsync(warm, token);
        Assert.Equal(program.Control, (await house.ControlAsync(program.Text, token)).Verdict);
    }

    [Fact]
    public void Documentation_ListsEveryProgram()
    {
        var expected = HostileProgram.All.Select(program =>
            $"| {program.Name} | {program.Attack} | {string.Join(" or ", program.Expected.Select(verdict => verdict.ToWord()))} | {program.Defence} |");
        var listed = File.ReadLines(Repository.PathOf("docs", "hostile-programs.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        Assert.Equal(expected, listed.Skip(2));
    }
}
