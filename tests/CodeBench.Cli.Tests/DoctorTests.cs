using System.Text.Json;

namespace CodeBench.Cli.Tests;

public sealed class DoctorTests
{
    // The machine that runs the tests may be slow or busy: then doctor says so, and never that something is missing.
    private static readonly string[] SpeedStates = ["ok", "busy"];
    private static readonly string[] LimitStates = ["ok", "tight", "busy"];
    private static readonly ExitStatus[] Statuses = [ExitStatus.Done, ExitStatus.MachineNotAble];

    [Fact(Timeout = 60_000)]
    public async Task Doctor_AsJson_SpeaksOfSpeedAndOfEachMeasuredLimit()
    {
        // Whether an engine is there depends on the machine, and with it the exit status; the rows do not.
        var result = await CommandLine.RunAsync(["doctor", "--json"], TestContext.Current.CancellationToken);
        Assert.Contains(result.Status, Statuses);
        using var document = JsonDocument.Parse(result.Out);
        var rows = document.RootElement.EnumerateArray().ToList();
        Assert.All(rows, row => Assert.Equal(["check", "state", "detail", "mend"], row.EnumerateObject().Select(field => field.Name)));
        var states = rows.ToDictionary(row => row.GetProperty("check").GetString()!, row => row.GetProperty("state").GetString());
        var torch = rows.Single(row => row.GetProperty("check").GetString() == "libtorch").GetProperty("detail").GetString();
        Assert.Matches(@"^\d+\.\d+\.\d+ \(TorchSharp \d+\.\d+\.\d+\); devices: cpu \(\d+ threads\)", torch);
        Assert.Contains(states["speed"], SpeedStates);
        Assert.Contains(states["time limit of mbpp"], LimitStates);
        Assert.Contains(states["time limit of humaneval"], LimitStates);
        Assert.DoesNotContain("time limit of starter", states.Keys);
    }

    // What doctor is asked for is what is wrong: a variable that is does not end it before it has said the rest.
    [Fact(Timeout = 60_000)]
    public async Task Doctor_WhoseDataFolderIsNotThere_SaysSoAmongTheRest()
    {
        var result = await CommandLine.RunAsync(
            ["doctor", "--json"],
            name => name == "CODEBENCH_DATA" ? "/nowhere/at/all" : Environment.GetEnvironmentVariable(name),
            TestContext.Current.CancellationToken);

        Assert.Equal(ExitStatus.MachineNotAble, result.Status);
        using var document = JsonDocument.Parse(result.Out);
        var rows = document.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("check").GetString()!);
        Assert.Equal("missing", rows["suites"].GetProperty("state").GetString());
        Assert.Equal("CODEBENCH_DATA: There is no folder /nowhere/at/all.", rows["suites"].GetProperty("detail").GetString());
        Assert.Contains("libtorch", rows.Keys);
    }
}
