using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

/// <summary>A run over two suites, one of whose tests have a part, as one process makes it and as shards of it do; lines stand in whatever order they come.</summary>
internal sealed class ShardedRun(int shards, int problems = 7) : IDisposable
{
    public const int Samples = 3;
    private static readonly string[] Suites = ["humaneval+", "starter"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>The folders of all shards.</summary>
    public string[] Shards(Func<RunManifest, RunManifest>? change = null) => [.. Enumerable.Range(1, shards).Select(part => Shard(part, change))];

    public string Shard(int part, Func<RunManifest, RunManifest>? change = null) => Make($"shard-{part}", (part, shards), change);

    public string Whole() => Make("whole", null, null);

    public string Make(string name, (int Part, int Parts)? shard, Func<RunManifest, RunManifest>? change)
    {
        var share = new ProblemShare(null, shard);
        var prompts = Suites.SelectMany(suite => share.Of([.. Enumerable.Range(0, problems)]).Select(problem => Prompt(suite, problem))).ToList();
        var manifest = new RunManifest
        {
            Codebench = "1.0",
            Created = DateTimeOffset.UnixEpoch.AddDays(shard?.Part ?? 0),
            Host = new HostDescription($"node {shard?.Part}", "x64", "processor", 2, "1GiB"),
            Images = new Dictionary<string, string> { ["python"] = "sha256:image" },
            Plan = new RunPlan
            {
                Suites = [.. Suites.Select(suite => Plan(suite, [.. prompts.Where(prompt => prompt.Suite == suite)]))],
                Sampling = new SamplingPlan { Samples = Samples, Temperature = 0.8, TopP = 1, TopK = 0, Seed = 1 },
                Shard = share.ShardText,
            },
        };
        using var folder = RunFolder.BeginOrResume(PathOf(name), change?.Invoke(manifest) ?? manifest);
        folder.Prompts.Replace(prompts);
        // Whatever ended first stands first.
        var keys = prompts.SelectMany(prompt => Enumerable.Range(0, Samples).Select(sample => (Prompt: prompt, Sample: sample)))
            .OrderBy(key => Hash(key.Prompt.TaskId, key.Sample)).ToList();
        folder.Completions.Replace(keys.Select(key => Completion(key.Prompt, key.Sample)));
        folder.Executions.Replace(keys.SelectMany(key => Executions(key.Prompt, key.Sample)));
        return folder.Path;
    }

    private static SuitePlan Plan(string suite, IReadOnlyList<PromptLine> prompts) => new()
    {
        Suite = suite,
        Language = "python",
        PromptStyle = "completion",
        Problems = prompts.Count,
        Unsolvable = prompts.Count(prompt => prompt.TaskId.EndsWith('2')) is var count and > 0 ? count : null,
        DataSha256 = "data",
        PromptsSha256 = ContentHash.OfTexts(prompts.Select(prompt => prompt.Prompt!)),
    };

    private static PromptLine Prompt(string suite, int problem) =>
        new() { Suite = suite, Language = "python", TaskId = $"{suite}/{problem}", Prompt = $"def f{problem}():\n", StopSequences = [], MaxTokens = 9 };

    private static CompletionLine Completion(PromptLine prompt, int sample) => new()
    {
        Suite = prompt.Suite,
        Language = prompt.Language,
        TaskId = prompt.TaskId,
        Sample = sample,
        Kind = SampleKind.Completion,
        Raw = $"    return \"ä{sample}\"\n",
        Completion = $"    return \"ä{sample}\"\n",
    };

    private static IEnumerable<Execution> Executions(PromptLine prompt, int sample)
    {
        var verdict = Hash(prompt.TaskId, sample) % 3 == 0 ? Verdict.Passed : Verdict.WrongAnswer;
        yield return new Execution(prompt.Suite, prompt.Language, prompt.TaskId, sample, new Outcome { Verdict = verdict });
        if (prompt.Suite.EndsWith('+'))
        {
            yield return new Execution(prompt.Suite + "base", prompt.Language, prompt.TaskId, sample, new Outcome { Verdict = Verdict.Passed });
        }
    }

    private static int Hash(string task, int sample) => ((task[^1] * 31) + (task[0] * 7) + (sample * 17)) % 23;
}
