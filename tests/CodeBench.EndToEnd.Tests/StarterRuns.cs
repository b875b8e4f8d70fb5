using System.Text.Json.Nodes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Runs of the starter suite on samples that a test wrote.</summary>
/// <param name="folder">Where they are.</param>
internal sealed class StarterRuns(TemporaryFolder folder)
{
    /// <summary>The suite's problems.</summary>
    public static IReadOnlyList<JsonObject> Problems { get; } = Samples.Read(Repository.PathOf("problems", "starter", "starter.jsonl"));

    /// <summary>A completion that is wrong, and can be found by its number.</summary>
    public static string Wrong(int number) => $"    return 'needle-{number}'\n";

    /// <summary>Two samples a problem: sample 0 is right where the test says so, sample 1 never is.</summary>
    public Task<string> EvaluateAsync(string name, Func<int, bool> isRight, CancellationToken cancellationToken) =>
        EvaluateAsync(name, number => [isRight(number) ? Right(number) : Wrong(number), Wrong(number)], cancellationToken);

    /// <summary>The completions of each problem, or whole programs.</summary>
    /// <param name="name">The run's name.</param>
    /// <param name="samplesOf">A problem's samples, by its number.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="field">What they are: "completion" or "solution".</param>
    public async Task<string> EvaluateAsync(string name, Func<int, string[]> samplesOf, CancellationToken cancellationToken, string field = "completion")
    {
        Codebench.RequireEngine();
        var samples = Problems.SelectMany((problem, number) => samplesOf(number)
            .Select(sample => new JsonObject { ["task_id"] = problem.Field("task_id"), [field] = sample }));
        var file = folder.Write($"{name}.jsonl", Samples.Lines(samples));
        var run = folder.PathOf(name);
        await Codebench.JsonAsync(0, ["evaluate", "--suite", "starter", "--samples", file, "--out", run], cancellationToken);
        return run;
    }

    /// <summary>A completion that is right.</summary>
    public static string Right(int number) => Problems[number].Field("canonical_solution");
}
