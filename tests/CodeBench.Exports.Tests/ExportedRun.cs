using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports.Exports;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Exports.Tests;

/// <summary>A run of two problems in a folder of its own: its completions are in order, its executions are not.</summary>
internal sealed class ExportedRun : IDisposable
{
    public const string Suite = "humaneval+";
    private static readonly string[] Tasks = ["t/0", "t/1"];
    private readonly TemporaryFolder? _folder;

    /// <param name="samples">Samples of each problem.</param>
    /// <param name="path">Where; null for a folder of its own.</param>
    public ExportedRun(int samples, string? path = null)
    {
        _folder = path is null ? new TemporaryFolder() : null;
        Folder = RunFolder.BeginOrResume(path ?? _folder!.PathOf("run"), new RunManifest
        {
            Codebench = "test",
            Created = DateTimeOffset.UnixEpoch,
            Host = new HostDescription("system", "x64", "processor", 2, "1GiB"),
            Plan = new RunPlan
            {
                Suites = [new SuitePlan { Suite = Suite, Language = "python", PromptStyle = "chat", Problems = 2, DataSha256 = "d", PromptsSha256 = "p" }],
                Sampling = new SamplingPlan { Samples = samples, Temperature = 0, TopP = 1, TopK = 0, Seed = 1 },
            },
        });
        Keys = [.. Tasks.SelectMany(task => Enumerable.Range(0, samples).Select(sample => (task, sample)))];
        Folder.Prompts.Replace(Tasks.Select(task => new PromptLine
        {
            Suite = Suite,
            Language = "python",
            TaskId = task,
            Prompt = $"prompt of {task}",
            StopSequences = [],
            MaxTokens = 9,
        }));
    }

    public static IReadOnlyList<IExportFormat> Formats { get; } = [new CsvFormat(), new ParquetFormat()];

    public RunFolder Folder { get; }

    /// <summary>All samples, by problem.</summary>
    public IReadOnlyList<(string Task, int Sample)> Keys { get; }

    public void Complete(Func<(string Task, int Sample), string> text, SampleKind kind = SampleKind.Completion) =>
        Folder.Completions.Replace(Keys.Select(key => new CompletionLine
        {
            Suite = Suite,
            Language = "python",
            TaskId = key.Task,
            Sample = key.Sample,
            Kind = kind,
            Raw = text(key) + " raw",
            Completion = text(key),
            Tokens = key.Sample + 1,
            FinishReason = FinishReason.Length,
        }));

    public void Extract(Func<(string Task, int Sample), string> code) => Folder.Extractions.Replace(Keys.Reverse().Select(key => new ExtractionLine
    {
        Suite = Suite,
        Language = "python",
        TaskId = key.Task,
        Sample = key.Sample,
        Extractor = 1,
        Rule = "fence",
        Code = code(key),
    }));

    /// <summary>Judges every sample, the last first, by all tests and by the base tests; and scores the run.</summary>
    public void Judge(Func<(string Task, int Sample), Outcome> outcome)
    {
        Folder.Executions.Replace(Keys.Reverse().SelectMany(key => new[]
        {
            new Core.Executions.Execution(Suite, "python", key.Task, key.Sample, outcome(key)),
            new Core.Executions.Execution(Suite + "base", "python", key.Task, key.Sample, new Outcome { Verdict = Verdict.Passed }),
        }));
        new ScoringStage(new SilentObserver()).Run(Folder);
    }

    public Task<IReadOnlyList<string>> ExportAsync(CancellationToken cancellationToken) => new ExportStage(Folder).RunAsync(Formats, cancellationToken);

    public void Dispose()
    {
        Folder.Dispose();
        _folder?.Dispose();
    }
}
