using CodeBench.Core.Languages;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Inputs;

/// <summary>Python's driver of tests that are inputs, for real: each case by the warm helper and by fresh processes.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class InputTestTests(InputTestFixture fixture) : IClassFixture<InputTestFixture>
{
    private const int Timeout = 90_000;

    public static TheoryData<string, bool> Cases { get; } =
        new(InputTestCase.All.SelectMany(item => new[] { (item.Name, true), (item.Name, false) }));

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Cases))]
    public async Task Judge_Case_ComesToItsStatusesAndVerdict(string name, bool warm)
    {
        var item = InputTestCase.All.Single(item => item.Name == name);
        var outcome = await fixture.JudgeAsync(item, warm, TestContext.Current.CancellationToken);
        Assert.Equal(item.Stops ? null : item.Statuses, outcome.Inputs?.GetValueOrDefault("only"));
        Assert.Equal(item.Statuses?.Count(status => status == 'P'), outcome.Tests?.Passed);
        Assert.Equal(item.Statuses?.Count(status => status is 'W' or 'R' or 'T'), outcome.Tests?.Failed);
        var first = item.Statuses?.FirstOrDefault(status => status != 'P') ?? 'N';
        var expected = item.Verdict ?? first switch
        {
            default(char) => "passed",
            'W' => "wrong_answer",
            'R' => "runtime_error",
            _ => "timed_out",
        };
        Assert.True(expected == outcome.Verdict.ToWord(), $"{outcome.Verdict.ToWord()}: {outcome.Stdout}{outcome.Stderr}");
    }

    [Fact(Timeout = Timeout)]
    public async Task Judge_FirstFailure_IsToldWithItsArgumentsAndBothResults()
    {
        var item = InputTestCase.All.Single(item => item.Name == "another number");
        var outcome = await fixture.JudgeAsync(item, warm: true, TestContext.Current.CancellationToken);
        Assert.Equal("only input 1: arguments [2]\nexpected 2\ngot 1", outcome.Tests!.FirstFailure);
        Assert.Equal((1, 1), (outcome.Tests.Passed, outcome.Tests.Failed));
    }

    [Fact(Timeout = Timeout)]
    public async Task Judge_Raised_ShowsTheSolutionsOwnTraceback()
    {
        var item = InputTestCase.All.Single(item => item.Name == "raises");
        var outcome = await fixture.JudgeAsync(item, warm: true, TestContext.Current.CancellationToken);
        Assert.StartsWith(
            "Traceback (most recent call last):\n  File \"program.py\", line 2, in f\n    if x == 1: raise KeyError('x')\n", outcome.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("drive.py", outcome.Stderr, StringComparison.Ordinal);
        Assert.Equal("only input 0: arguments [1]\nexpected 1\nraised KeyError: 'x'", outcome.Tests!.FirstFailure);
    }
}
