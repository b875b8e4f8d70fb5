using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs.Shards;

namespace CodeBench.Core.Runs;

/// <summary>From the shards of a run to the run: what one process would have made, in an order that depends on no machine.</summary>
/// <param name="observer">Who watches.</param>
public sealed class MergeStage(IRunObserver observer)
{
    // So that nobody drowns in those of a damaged file.
    private const int MostFaults = 100;

    /// <summary>Looks at a folder that shards are to be merged into, before they are made.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="InvalidInputException">It is a file, or holds something that is neither shards nor what a submission keeps.</exception>
    public static string Check(string path)
    {
        using var target = MergeTarget.At(path);
        return target.Path;
    }

    /// <summary>Makes the run, without scores and reports; without executions where no shard has any. The shards stay as they are.</summary>
    /// <param name="shards">Their folders, in any order.</param>
    /// <param name="path">The run's folder: absent, empty, or one that holds nothing but its shards.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing.</param>
    /// <returns>The run, open.</returns>
    /// <exception cref="InvalidInputException">All that is wrong: missing, foreign and unfinished shards, damaged files, a folder that holds something.</exception>
    public RunFolder Run(IReadOnlyList<string> shards, string path, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector(MostFaults);
        using var target = faults.Try(() => MergeTarget.At(path));
        using var set = faults.Try(() => ShardSet.Open(shards, observer));
        if (set is null)
        {
            faults.ThrowIfAny();
        }

        var folders = set!.Folders;
        var problems = new ShardProblems(folders, faults);
        cancellationToken.ThrowIfCancellationRequested();
        var prompts = ShardLines.Read([.. folders.Select(folder => folder.Prompts)], line => new SampleKey(line.Suite, line.Language, line.TaskId, 0), problems, faults);
        var completions = ShardLines.Read([.. folders.Select(folder => folder.Completions)], SampleKey.Of, problems, faults);
        var extractions = ShardLines.Read([.. folders.Select(folder => folder.Extractions)], SampleKey.Of, problems, faults);
        cancellationToken.ThrowIfCancellationRequested();
        var executions = ShardLines.Read([.. folders.Select(folder => folder.Executions)], SampleKey.Of, problems, faults);
        if (faults.IsEmpty)
        {
            faults.AddRange(ShardCompleteness.Check(folders, completions, executions, FaultyOf(folders)));
        }

        faults.ThrowIfAny();
        cancellationToken.ThrowIfCancellationRequested();
        target!.Clear();
        using (var whole = RunFolder.BeginOrResume(target.Building, ManifestOf(folders, prompts)))
        {
            prompts.WriteTo(whole.Prompts.Path);
            completions.WriteTo(whole.Completions.Path);
            if (executions.Lines.Count > 0)
            {
                executions.WriteTo(whole.Executions.Path);
            }

            if (folders.Any(folder => folder.Extractions.Exists))
            {
                extractions.WriteTo(whole.Extractions.Path);
            }
        }

        target.Keep();
        return RunFolder.Open(path);
    }

    private static HashSet<(int Shard, int Line)> FaultyOf(IReadOnlyList<RunFolder> folders) =>
    [
        .. folders.Index().SelectMany(item => item.Item.Executions.ReadPlaces()
            .Where(line => line.Line.Verdict == Verdict.SandboxFault)
            .Select(line => (item.Index, line.Place.Number))),
    ];

    private static RunManifest ManifestOf(IReadOnlyList<RunFolder> folders, ShardLines prompts)
    {
        var manifests = folders.Select(folder => folder.Manifest).ToList();
        var plan = manifests[0].Plan;
        var servers = manifests.SelectMany(manifest => manifest.Servers ?? []);
        return servers.Aggregate(manifests[0] with { Servers = null }, (manifest, server) => manifest.WithServer(server)) with
        {
            Created = manifests.Min(manifest => manifest.Created),
            Plan = plan with { Shard = null, Suites = [.. plan.Suites.Select((_, i) => Whole(i))] },
            Images = manifests.SelectMany(manifest => manifest.Images).DistinctBy(image => image.Key).ToDictionary(),
            Judging = manifests.Select(manifest => manifest.Judging).Aggregate((left, right) => left + right),
            Shards = [.. manifests.Select(manifest => new ShardFacts(manifest.Plan.Shard!, manifest.Created, manifest.Host, manifest.Judging))],
        };

        SuitePlan Whole(int number)
        {
            var parts = manifests.ConvertAll(manifest => manifest.Plan.Suites[number]);
            var texts = prompts
                .Select((line, bytes) => line.Suite == number ? folders[line.Shard].Prompts.Parse(bytes.Span, line.Place.Number) : null)
                .OfType<PromptLine>()
                .SelectMany(line => line.Texts());
            return parts[0] with
            {
                Problems = parts.Sum(part => part.Problems),
                Unsolvable = parts.Sum(part => part.Unsolvable) is var count and > 0 ? count : null,
                PromptsSha256 = ContentHash.OfTexts(texts),
            };
        }
    }
}
