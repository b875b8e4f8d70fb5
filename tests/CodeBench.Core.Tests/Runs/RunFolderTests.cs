using System.Text.Json.Nodes;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Begin_WithTheSamePlan_GoesOn()
    {
        _fixture.Begin(_fixture.Plan()).Dispose();
        using var again = _fixture.Begin(_fixture.Plan());
        Assert.Equal(2, again.Manifest.Plan.Sampling!.Samples);
    }

    [Fact]
    public void Begin_WithAnotherPlan_NamesEachDifference()
    {
        _fixture.Begin(_fixture.Plan()).Dispose();
        var other = _fixture.Plan(samples: 7) with { Limit = 1, Memory = "1GiB" };
        var exception = Assert.Throws<InvalidInputException>(() => _fixture.Begin(other));
        Assert.Equal(["sampling", "memory", "limit"], exception.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Plan_HasTheLimitsOfEachStep_AndARunGoesOnWithTheSameAlone()
    {
        var plan = _fixture.Plan();
        var run = Assert.Single(plan.Suites[0].Limits!);
        Assert.Equal(("run", 64), (run.Step, run.Processes));
        Assert.True(run.CpuTime > TimeSpan.Zero && run.WallTime >= run.CpuTime && run.Memory.Bytes > run.Files.Bytes);
        _fixture.Begin(plan).Dispose();
        using (var there = RunFolder.Open(_fixture.Folder))
        {
            Assert.Equal(plan.Suites, there.Manifest.Plan.Suites);
        }

        Assert.Equal("suites", Assert.Single(Assert.Throws<InvalidInputException>(() => _fixture.Begin(With(plan, [run with { CpuTime = 2 * run.CpuTime }]))).Faults).Field);
    }

    // They were not written down before.
    [Fact]
    public void Begin_WhereTheRunThereHasNoLimits_GoesOn()
    {
        var plan = _fixture.Plan();
        _fixture.Begin(With(plan, null)).Dispose();
        using var again = _fixture.Begin(plan);
        Assert.Null(again.Manifest.Plan.Suites[0].Limits);
        Assert.NotEmpty(_fixture.Loader.Load(again));
    }

    [Fact]
    public void Open_OfAManifestWithANullInAList_IsRefused()
    {
        _fixture.Begin(With(_fixture.Plan(), null)).Dispose();
        var path = Path.Combine(_fixture.Folder, RunFolder.ManifestFile);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["plan"]!["suites"] = new JsonArray((JsonNode?)null);
        File.WriteAllText(path, manifest.ToJsonString());
        Assert.Contains("is damaged", Assert.Throws<InvalidInputException>(() => RunFolder.Open(_fixture.Folder)).Message, StringComparison.Ordinal);
    }

    // Half understood, a newer form would be worse than not read at all.
    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("\"1\"")]
    public void Open_OfAManifestOfAnotherSchema_IsRefusedAsSuch(string schema)
    {
        _fixture.Begin(With(_fixture.Plan(), null)).Dispose();
        var path = Path.Combine(_fixture.Folder, RunFolder.ManifestFile);
        var text = File.ReadAllText(path).Replace("\"schema\": 1", $"\"schema\": {schema}", StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("\"plan\"", "\"of_a_newer_form\"", StringComparison.Ordinal));
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => RunFolder.Open(_fixture.Folder)).Faults);
        Assert.Equal((path, "schema"), (fault.Where, fault.Field));
        Assert.StartsWith($"is {schema}, and this version of CodeBench knows none but 1", fault.Message, StringComparison.Ordinal);
    }

    private static RunPlan With(RunPlan plan, IReadOnlyList<StepPlan>? limits) => plan with { Suites = [.. plan.Suites.Select(suite => suite with { Limits = limits })] };

    [Fact]
    public void OpenForReading_LetsOthersReadAndKeepsWritersOut_WhereTheLockIsThere()
    {
        _fixture.Begin(_fixture.Plan()).Dispose();
        using (RunFolder.OpenForReading(_fixture.Folder))
        {
            RunFolder.OpenForReading(_fixture.Folder).Dispose();
        }

        var files = Directory.GetFiles(_fixture.Folder);
        Assert.DoesNotContain(files, file => Path.GetFileName(file) == ".lock");

        using (RunFolder.Open(_fixture.Folder))
        {
            var refused = Assert.Throws<InvalidInputException>(() => RunFolder.OpenForReading(_fixture.Folder));
            Assert.Contains("another command is at work", refused.Message, StringComparison.Ordinal);
        }

        // A command that was killed leaves its lock behind.
        File.WriteAllText(Path.Combine(_fixture.Folder, ".lock"), "");
        using var one = RunFolder.OpenForReading(_fixture.Folder);
        using var two = RunFolder.OpenForReading(_fixture.Folder);
        Assert.Throws<InvalidInputException>(() => RunFolder.Open(_fixture.Folder));
    }

    [Fact]
    public void Plan_SpeaksOfMinPRepetitionPenaltyAndLogprobs_OnlyWhereTheyAreAskedFor()
    {
        _fixture.Begin(_fixture.Plan()).Dispose();
        var path = Path.Combine(_fixture.Folder, "run.json");
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(path));
        var fields = document.RootElement.GetProperty("plan").GetProperty("sampling").EnumerateObject().Select(field => field.Name);
        Assert.Equal(["samples", "temperature", "top_p", "top_k", "max_tokens", "seed"], fields);

        Directory.Delete(_fixture.Folder, recursive: true);
        var plan = _fixture.Plan();
        var more = plan with { Sampling = plan.Sampling! with { MinP = 0.1, RepetitionPenalty = 1.2, Logprobs = true } };
        _fixture.Begin(more).Dispose();
        using var again = _fixture.Begin(more);
        var options = again.Manifest.Plan.Sampling!.ToOptions(9, new BatchLimits(1));
        Assert.Equal((0.1, 1.2, true), (options.MinP, options.RepetitionPenalty, options.LogProbabilities));
        again.Dispose();
        Assert.Throws<InvalidInputException>(() => _fixture.Begin(plan));
    }

    [Fact]
    public void Servers_AreListedOnceEach_BesideThePlan_AndInTheFacts()
    {
        var one = new Dictionary<string, string> { ["address"] = "http://one/v1", ["owned_by"] = "vllm" };
        using (var folder = _fixture.Begin(_fixture.Plan()))
        {
            folder.RecordServer(new Dictionary<string, string>());
            Assert.DoesNotContain("servers", File.ReadAllText(Path.Combine(_fixture.Folder, "run.json")), StringComparison.Ordinal);
            folder.RecordServer(one);
        }

        using var again = _fixture.Begin(_fixture.Plan());
        again.RecordServer(new Dictionary<string, string> { ["address"] = "http://two/v1", ["owned_by"] = "vllm" });
        again.RecordServer(one);

        Assert.Equal(["http://one/v1", "http://two/v1"], again.Manifest.Servers!.Select(server => server["address"]));
        Assert.Equal(["http://one/v1", "http://two/v1"], RunFacts.Of(again.Manifest).Where(fact => fact.Name == "server address").Select(fact => fact.Value));
    }

    [Fact]
    public void Begin_WhileAnotherCommandIsAtWork_IsRefused()
    {
        using var first = _fixture.Begin(_fixture.Plan());
        var exception = Assert.Throws<InvalidInputException>(() => _fixture.Begin(_fixture.Plan()));
        Assert.Contains("another command", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_InAFolderWithOtherFiles_IsRefusedAndLeavesThem()
    {
        Directory.CreateDirectory(_fixture.Folder);
        var mine = Path.Combine(_fixture.Folder, "thesis.txt");
        File.WriteAllText(mine, "years");
        Assert.Throws<InvalidInputException>(() => _fixture.Begin(_fixture.Plan()));
        Assert.Equal([mine], Directory.GetFiles(_fixture.Folder));
    }

    [Fact]
    public void Open_OfADamagedManifest_NamesFileAndLine()
    {
        _fixture.Begin(_fixture.Plan()).Dispose();
        var path = Path.Combine(_fixture.Folder, "run.json");
        File.WriteAllText(path, "{\n\"schema\": 1,\n\"plan\": [\n");
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => RunFolder.Open(_fixture.Folder)).Faults);
        Assert.Equal(path, fault.Where);
        Assert.NotNull(fault.Line);
    }

    [Fact]
    public void HashOf_TellsPlansApart()
    {
        Assert.Equal(RunFolder.HashOf(_fixture.Plan()), RunFolder.HashOf(_fixture.Plan()));
        Assert.NotEqual(RunFolder.HashOf(_fixture.Plan()), RunFolder.HashOf(_fixture.Plan(samples: 3)));
    }

    [Fact]
    public void Load_OfARunWhosePromptsChanged_IsRefused()
    {
        var plan = _fixture.Plan();
        using var folder = _fixture.Begin(plan with { Suites = [plan.Suites[0] with { PromptsSha256 = "other" }] });
        var exception = Assert.Throws<InvalidInputException>(() => _fixture.Loader.Load(folder));
        Assert.Contains("changed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_OfAShare_AreDisjointAndWhole()
    {
        var problems = Enumerable.Range(0, 10).ToList();
        var parts = Enumerable.Range(1, 3).SelectMany(part => new ProblemShare(8, (part, 3)).Of(problems));
        Assert.Equal(Enumerable.Range(0, 8), parts.Order());
    }

    [Theory]
    [InlineData("1/4", true)]
    [InlineData("4/4", true)]
    [InlineData("0/4", false)]
    [InlineData("5/4", false)]
    [InlineData("1", false)]
    [InlineData("a/b", false)]
    public void Shard_IsReadStrictly(string text, bool valid) => Assert.Equal(valid, ProblemShare.TryParseShard(text, out _));
}
