using System.Diagnostics;
using CliWrap;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>When something of ours fails: nothing is lost, nothing is judged wrong, and the exit status says what happened.</summary>
[Trait("Category", "Container")]
public sealed class FaultSpecs : IClassFixture<FaultFixture>, IAsyncLifetime
{
    private const int Timeout = 300_000;
    private const int Middle = 60;
    private const int Killed = 128 + 9;
    private const int Interrupted = 130;
    private const string Ours = "codebench.host";
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly FaultFixture _fixture;

    public FaultSpecs(FaultFixture fixture)
    {
        _fixture = fixture;
        RunFolder = _folder.PathOf("run");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string RunFolder { get; set; }

    private string[] Arguments => _fixture.Evaluate(_fixture.SampleFile, RunFolder);

    public async ValueTask InitializeAsync() => await _fixture.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        // What a test that failed has left hanging.
        await _fixture.Own.SignalAsync("CONT", CancellationToken.None);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Evaluate_EngineIsStartedAgain_GoesOnAndLosesNothing(string signal)
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await _fixture.Own.EndAsync(signal, Token);
        await _fixture.Own.StartAsync(Token);
        await command.EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_EngineStaysAway_EndsWithStatus3AndGoesOnLater()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await _fixture.Own.EndAsync("TERM", Token);
        var said = await command.EndsWithAsync(3);
        Assert.Contains($"The container engine at {_fixture.Own.Endpoint} does not answer any more: start it again", said, StringComparison.Ordinal);
        Assert.Contains("the same command goes on where it stopped", said, StringComparison.Ordinal);
        Assert.InRange(command.Lines, Middle, FaultFixture.Count - 1);
        Assert.DoesNotContain("sandbox_fault", Verdicts());

        await _fixture.Own.StartAsync(Token);
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_ContainersAreLostAgainAndAgain_ComesToTheSameScores()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        var lost = 0;
        IReadOnlyList<string> known = [];
        while (!command.HasEnded)
        {
            await command.UntilAsync(command.Lines + 20, Token);
            var running = await _fixture.Own.Api.ContainersAsync(running: true, Ours, Token);
            // None that is new: a program which was hit is most often run again in one that is spared for a while.
            foreach (var id in running.Intersect(known).Take(1))
            {
                await _fixture.Own.Api.LoseContainerAsync(id, remove: lost++ % 2 == 0, Token);
            }

            known = running;
        }

        Assert.True(lost > 2, $"Only {lost} containers were lost.");
        // One that was spared could not be known to hold the program, so that two losses may have been one program's.
        var faults = Verdicts().Count(verdict => verdict == "sandbox_fault");
        await command.EndsWithAsync(faults == 0 ? 0 : 4);
        Assert.InRange(faults, 0, lost / 2);
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_ProgramThatLosesItsContainerTwice_IsSandboxFaultAndJudgedAnew()
    {
        var problem = Samples.Read(Repository.PathOf("problems", "starter", "starter.jsonl"))[0];
        var samples = _folder.Write("slow.jsonl", Samples.Lines(
            [new { task_id = problem.Field("task_id"), completion = $"    import time; time.sleep(1)\n{problem.Field("canonical_solution")}" }]));
        var arguments = _fixture.Evaluate(samples, RunFolder);
        var command = Start(Codebench.Command(arguments), TestContext.Current.CancellationToken);
        var lost = new HashSet<string>();
        while (!command.HasEnded)
        {
            foreach (var id in (await _fixture.Own.Api.ContainersAsync(running: true, Ours, Token)).Where(lost.Add))
            {
                await _fixture.Own.Api.LoseContainerAsync(id, remove: false, Token);
            }
        }

        await command.EndsWithAsync(4);
        Assert.Equal(["sandbox_fault"], Verdicts());
        await Start(Codebench.Command(arguments), Token).EndsWithAsync(0);
        Assert.Equal(["passed"], Verdicts());
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_EngineHangs_ComesToItsEndWithoutIt()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await _fixture.Own.SignalAsync("STOP", Token);
        await command.EndsWithAsync(0);
        await _fixture.Own.SignalAsync("CONT", Token);
        await UntilNoContainerAsync();
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_InterruptedWhileTheEngineHangs_EndsWithinSecondsAndGoesOnLater()
    {
        var command = Start(Codebench.InterruptibleCommand(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await _fixture.Own.SignalAsync("STOP", Token);
        var watch = Stopwatch.StartNew();
        await Cli.Wrap("kill").WithArguments(["-s", "INT", $"{command.ProcessId}"]).ExecuteAsync(Token);
        await command.EndsWithAsync(Interrupted);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        await _fixture.Own.SignalAsync("CONT", Token);
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await UntilNoContainerAsync();
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_CommandIsStoppedForAWhile_GoesOnAndLosesNothing()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await Cli.Wrap("sh").WithArguments(["-c", "kill -s STOP $0; sleep 3; kill -s CONT $0", $"{command.ProcessId}"]).ExecuteAsync(Token);
        await command.EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_DiskOfTheRunIsFull_EndsWithStatus3AndGoesOnLater()
    {
        using var disk = new SmallDisk(_folder.PathOf("disk"), 4096);
        RunFolder = Path.Combine(disk.Folder, "run");
        disk.Fill();
        Assert.Contains("the disk is full", await Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken).EndsWithAsync(3), StringComparison.Ordinal);
        disk.MakeRoom();

        var command = Start(Codebench.Command(Arguments), Token);
        await command.UntilAsync(Middle, Token);
        disk.Fill();
        Assert.Contains("the disk is full", await command.EndsWithAsync(3), StringComparison.Ordinal);
        Assert.InRange(command.Lines, Middle, FaultFixture.Count - 1);
        disk.MakeRoom();
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await RunIsWholeAsync();

        disk.Fill();
        string[] score = ["score", RunFolder];
        Assert.Contains("the disk is full", await Start(Codebench.Command(score), Token).EndsWithAsync(3), StringComparison.Ordinal);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_DiskOfTheCacheIsFull_GoesOnWithoutIt()
    {
        using var disk = new SmallDisk(_folder.PathOf("cache"), 256);
        var command = Codebench.CommandWithCache(Arguments).WithEnvironmentVariables(variables => variables.Set("XDG_CACHE_HOME", disk.Folder));
        Assert.Contains("outcomes.sqlite, is not used any more", await Start(command, TestContext.Current.CancellationToken).EndsWithAsync(0), StringComparison.Ordinal);
        await RunIsWholeAsync();

        Directory.Delete(RunFolder, recursive: true);
        disk.Fill();
        Assert.Contains("The cache of judged programs", await Start(command, Token).EndsWithAsync(0), StringComparison.Ordinal);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_ImageIsRemoved_GoesOnAndTheNextRunBuildsItAgain()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        foreach (var name in await _fixture.Own.Api.ImagesAsync(["codebench/python:"], Token))
        {
            await _fixture.Own.Api.RemoveImageAsync(name, Token);
        }

        await command.EndsWithAsync(0);
        await RunIsWholeAsync();
        Assert.Empty(await _fixture.Own.Api.ImagesAsync(["codebench/python:"], Token));

        Directory.Delete(RunFolder, recursive: true);
        Assert.Contains("Building image codebench/python:", await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0), StringComparison.Ordinal);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_ResumedWithAnImageThatWasBuiltAnew_IsRefusedUntilItsExecutionsAreDeleted()
    {
        var command = Start(Codebench.Command(Arguments), TestContext.Current.CancellationToken);
        await command.UntilAsync(Middle, Token);
        await Cli.Wrap("kill").WithArguments(["-s", "KILL", $"{command.ProcessId}"]).ExecuteAsync(Token);
        await command.EndsWithAsync(Killed);
        var executed = command.Lines;
        Assert.InRange(executed, Middle, FaultFixture.Count - 1);

        // While a container has the image, removing it takes but its name away, and it could come back as it was.
        await UntilNoContainerAsync();
        foreach (var name in await _fixture.Own.Api.ImagesAsync(["codebench/python:"], Token))
        {
            await _fixture.Own.Api.RemoveImageAsync(name, Token);
        }

        var resumed = Start(Codebench.Command(Arguments), Token);
        var said = await resumed.EndsWithAsync(2);
        Assert.Contains("Building image codebench/python:", said, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(RunFolder, "executions.jsonl"), said, StringComparison.Ordinal);
        Assert.Contains("the image of python is now sha256:", said, StringComparison.Ordinal);
        Assert.Contains("delete executions.jsonl to judge all samples again, or use another --out", said, StringComparison.Ordinal);
        Assert.Equal(executed, resumed.Lines);

        File.Delete(Path.Combine(RunFolder, "executions.jsonl"));
        await Start(Codebench.Command(Arguments), Token).EndsWithAsync(0);
        await RunIsWholeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Evaluate_TwoRunsAtOnceAndOneIsKilled_OtherDoesNotNotice()
    {
        var cache = _folder.PathOf("cache");
        Command InCache(string run) => Codebench.CommandWithCache(_fixture.Evaluate(_fixture.SampleFile, run))
            .WithEnvironmentVariables(variables => variables.Set("XDG_CACHE_HOME", cache));
        var killed = new RunningCommand(InCache(_folder.PathOf("killed")), _folder.PathOf("killed"), TestContext.Current.CancellationToken);
        var other = Start(InCache(RunFolder), Token);
        await killed.UntilAsync(Middle / 2, Token);
        await other.UntilAsync(Middle / 2, Token);
        var before = await ContainersOfAsync(other);
        await Cli.Wrap("kill").WithArguments(["-s", "KILL", $"{killed.ProcessId}"]).ExecuteAsync(Token);
        await killed.EndsWithAsync(Killed);
        var after = await ContainersOfAsync(other);
        Assert.True(other.HasEnded || before.SequenceEqual(after), "The other's containers were touched.");

        await new RunningCommand(InCache(_folder.PathOf("killed")), _folder.PathOf("killed"), Token).EndsWithAsync(0);
        await other.EndsWithAsync(0);
        await RunIsWholeAsync();
        Assert.Equal(_fixture.Scores, await File.ReadAllTextAsync(_folder.PathOf("killed/scores.json"), Token));
    }

    private RunningCommand Start(Command command, CancellationToken cancellationToken) => new(command, RunFolder, cancellationToken);

    private Task UntilNoContainerAsync() => _fixture.Own.Api.UntilNoneIsLeftAsync(Ours, RemovalLimit, Token);

    private async Task<IReadOnlyList<string>> ContainersOfAsync(RunningCommand command) =>
        [.. (await _fixture.Own.Api.ContainersAsync(running: false, $"codebench.process={command.ProcessId}", Token)).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Verdicts() => Samples.Read(Path.Combine(RunFolder, "executions.jsonl")).Select(line => line.Field("verdict"));

    /// <summary>Each sample has been executed once, the scores are those of an undisturbed run, and no container is left.</summary>
    private async Task RunIsWholeAsync()
    {
        await _fixture.ExpectWholeAsync(RunFolder, Token);
        Assert.Empty(await _fixture.Own.Api.ContainersAsync(running: false, Ours, Token));
    }
}
