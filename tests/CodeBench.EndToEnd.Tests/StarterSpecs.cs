using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The suite of our own: its references pass, and its tests catch every wrong solution that was thought of.</summary>
[Trait("Category", "Container")]
public sealed class StarterSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task References_AllPass()
    {
        Codebench.RequireEngine();
        var problems = Samples.Read(Repository.PathOf("problems", "starter", "starter.jsonl"));
        var samples = problems.Select(record => new { task_id = record.Field("task_id"), completion = record.Field("canonical_solution") });
        var file = _folder.Write("samples.jsonl", Samples.Lines(samples));
        var scores = await Codebench.JsonAsync(
            0, ["evaluate", "--suite", "starter", "--samples", file, "--out", _folder.PathOf("run")], TestContext.Current.CancellationToken);
        Assert.True(problems.Count >= 24);
        Assert.Equal(problems.Count, scores.Count("passed"));
    }

    [Fact(Timeout = 180_000)]
    public async Task WrongSolutions_AllFail()
    {
        Codebench.RequireEngine();
        var file = Repository.PathOf("problems", "starter", "wrong.jsonl");
        var tasks = Samples.Read(Repository.PathOf("problems", "starter", "starter.jsonl")).Select(record => record.Field("task_id"));
        var wrong = Samples.Read(file).CountBy(record => record.Field("task_id")).ToDictionary();
        Assert.All(tasks, task => Assert.True(wrong.GetValueOrDefault(task) >= 2, $"{task} has fewer than two wrong solutions"));

        var scores = await Codebench.JsonAsync(
            0, ["evaluate", "--suite", "starter", "--samples", file, "--out", _folder.PathOf("run")], TestContext.Current.CancellationToken);
        Assert.Equal(0, scores.Count("passed"));
        Assert.Equal(0, scores.Count("timed_out") + scores.Count("no_verdict") + scores.Count("compile_error"));
        Assert.Equal(wrong.Values.Sum(), scores.GetProperty("scores")[0].GetProperty("samples").GetInt32());
    }
}
