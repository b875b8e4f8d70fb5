using System.Globalization;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>MBPP, from the real file, judged in real containers.</summary>
[Trait("Category", "Container")]
public sealed class MbppSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task References_OfAllSplits_Pass()
    {
        Codebench.RequireEngine();
        var samples = Samples.Read(SharedData.Require("mbpp/mbpp.jsonl"))
            .Select(record => new
            {
                task_id = record["task_id"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture),
                completion = record.Field("code"),
            });
        var file = _folder.Write("samples.jsonl", Samples.Lines(samples));
        var scores = await Codebench.JsonAsync(
            0, ["evaluate", "--suite", "mbpp@all", "--samples", file, "--out", _folder.PathOf("run")], TestContext.Current.CancellationToken);
        Assert.Equal(974, scores.Count("passed"));
        Assert.Equal(0, scores.GetProperty("faults").GetInt32());
    }

    [Fact(Timeout = 300_000)]
    public async Task References_OfTheSanitizedSet_Pass()
    {
        Codebench.RequireEngine();
        using var document = System.Text.Json.JsonDocument.Parse(Samples.Text(SharedData.Require("mbpp/sanitized-mbpp.json")));
        var samples = document.RootElement.EnumerateArray()
            .Select(record => new { task_id = record.GetProperty("task_id").GetInt32(), completion = record.GetProperty("code").GetString() });
        var file = _folder.Write("samples.jsonl", Samples.Lines(samples));
        var scores = await Codebench.JsonAsync(
            0, ["evaluate", "--suite", "mbpp@sanitized", "--samples", file, "--out", _folder.PathOf("run")], TestContext.Current.CancellationToken);
        Assert.Equal(427, scores.Count("passed"));
    }
}
