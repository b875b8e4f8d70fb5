using CodeBench.Core.Languages;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>Programs that mean harm, run for real: each gets the verdict that stands in its file, and leaves nothing.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class HostileTests(HostileFixture fixture) : IClassFixture<HostileFixture>
{
    private const int Timeout = 120_000;

    public static TheoryData<string> Programs { get; } = [.. HostileProgram.All.Select(program => program.Name)];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Programs))]
    public async Task Run_HostileProgram_GetsItsVerdictAndLeavesNothing(string name)
    {
        var token = TestContext.Current.CancellationToken;
        var program = HostileProgram.All.Single(program => program.Name == name);
        var house = await fixture.OpenAsync(token);
        var before = await fixture.ContainersAsync(token);

        var outcome = await house.JudgeAsync(program.Text, program.Expected.Contains(Verdict.TimedOut), token);
        var left = await house.LookAroundAsync("", token);
        var right = await house.JudgeAsync("assert 1 + 1 == 2", brief: false, token);
        var wrong = await house.JudgeAsync("assert 1 + 1 == 3", brief: false, token);

        var replaced = (await fixture.ContainersAsync(token)).Except(before).Any();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{name}: {outcome.Verdict.ToWord()} after {outcome.WallTime.TotalMilliseconds:0} ms{(replaced ? ", container replaced" : "")}\n"
            + $"{outcome.Stdout}\n{outcome.Stderr}");
        Assert.Contains(outcome.Verdict, program.Expected);
        Assert.Equal((Verdict.Passed, Verdict.WrongAnswer), (right.Verdict, wrong.Verdict));
        Assert.Empty(left);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes", "import os, time\nif os.fork() == 0: time.sleep(60)")]
    [InlineData("files", "open('/tmp/left', 'w').close()")]
    [InlineData("files", "open('/dev/shm/left', 'w').close()")]
    [InlineData("descriptors", "import os\nos.dup2(1, 9)")]
    [InlineData("sockets", "import socket\nleft = socket.create_server(('127.0.0.1', 8000))")]
    public async Task LookAround_WhatIsPlanted_IsFound(string kind, string plant)
    {
        var house = await fixture.OpenAsync(TestContext.Current.CancellationToken);
        var found = await house.LookAroundAsync(plant, TestContext.Current.CancellationToken);
        Assert.Contains(found, line => line.StartsWith(kind, StringComparison.Ordinal));
        Assert.Empty(await house.LookAroundAsync("", TestContext.Current.CancellationToken));
    }
}
