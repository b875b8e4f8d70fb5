using System.Security.Cryptography;
using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>
/// A run on disk: the only thing that two stages share. While it is open it is locked, so that two commands never write to
/// the same run.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>The name of the document that makes a folder a run.</summary>
    public const string ManifestFile = "run.json";

    /// <summary>The folder, below a run that was submitted, of its shards' run folders.</summary>
    public const string ShardsFolder = "shards";

    /// <summary>The folder, below a run that was submitted, of what the submission keeps.</summary>
    public const string SubmissionFolder = "submission";

    private const string InUse = "another command is at work in this run folder";
    private const string PromptsFile = "prompts.jsonl";
    private const string CompletionsFile = "completions.jsonl";
    private const string ExtractionsFile = "extractions.jsonl";
    private const string ExecutionsFile = "executions.jsonl";

    private readonly FileStream? _lock;

    private RunFolder(string path, FileStream? @lock, RunManifest manifest)
    {
        Path = path;
        _lock = @lock;
        Manifest = manifest;
        Prompts = new JsonLinesFile<PromptLine>(PathOf(PromptsFile), RunJson.Line);
        Completions = new JsonLinesFile<CompletionLine>(PathOf(CompletionsFile), RunJson.Line);
        Extractions = new JsonLinesFile<ExtractionLine>(PathOf(ExtractionsFile), RunJson.Line);
        Executions = new JsonLinesFile<Execution>(PathOf(ExecutionsFile), RunJson.Line);
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>What run.json says.</summary>
    public RunManifest Manifest { get; private set; }

    /// <summary>prompts.jsonl.</summary>
    public JsonLinesFile<PromptLine> Prompts { get; }

    /// <summary>completions.jsonl.</summary>
    public JsonLinesFile<CompletionLine> Completions { get; }

    /// <summary>extractions.jsonl; there only where samples are answers.</summary>
    public JsonLinesFile<ExtractionLine> Extractions { get; }

    /// <summary>executions.jsonl.</summary>
    public JsonLinesFile<Execution> Executions { get; }

    /// <summary>A short hash of a plan: the same plan has the same, so the same command finds its run again.</summary>
    public static string HashOf(RunPlan plan) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, RunJson.Line)))[..8];

    /// <summary>Begins a run, or goes on with one that has the same plan.</summary>
    /// <param name="path">The folder; made where it is absent, else it must be a run or empty.</param>
    /// <param name="fresh">The manifest of a new run.</param>
    /// <exception cref="InvalidInputException">The folder holds something else, a run of another plan (each difference is named), or is in use.</exception>
    public static RunFolder BeginOrResume(string path, RunManifest fresh)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "is a file; --out names a folder"));
        }

        var isNew = !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any(entry => !IsLeftover(entry));
        if (!isNew && !File.Exists(ManifestPath(path)))
        {
            throw new InvalidInputException(new Fault(path, null, null, "holds other files and no run.json: it is no run folder"));
        }

        Directory.CreateDirectory(path);
        var @lock = Lock(path);
        try
        {
            if (isNew)
            {
                JsonFile.Write(ManifestPath(path), fresh);
                return new RunFolder(path, @lock, fresh);
            }

            var manifest = ReadManifest(path);
            RequireSamePlan(path, manifest.Plan, fresh.Plan);
            return new RunFolder(path, @lock, manifest);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a run that is there.</summary>
    /// <exception cref="InvalidInputException">It is not a run folder, its run.json is damaged, or it is in use.</exception>
    public static RunFolder Open(string path) => Open(path, Lock);

    /// <summary>Opens a run that is there and is only read: others may read it at the same time, and it may be one that nobody may write to.</summary>
    /// <exception cref="InvalidInputException">It is not a run folder, its run.json is damaged, or a command works in it.</exception>
    public static RunFolder OpenForReading(string path) => Open(path, folder => FolderLock.TakeForReading(folder, InUse));

    /// <summary>The full path of a file of the run.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes the digest of a language's image into run.json.</summary>
    /// <exception cref="InvalidInputException">The run has executions from another image: they would not be comparable.</exception>
    public void RecordImage(string language, string digest)
    {
        if (Manifest.Images.TryGetValue(language, out var earlier))
        {
            if (earlier == digest)
            {
                return;
            }

            if (Executions.Read().Any(execution => execution.Language == language))
            {
                throw new InvalidInputException(new Fault(
                    Executions.Path,
                    null,
                    null,
                    $"the image of {language} is now {digest}, but earlier executions of this run were made in {earlier}: "
                    + "delete executions.jsonl to judge all samples again, or use another --out"));
            }
        }

        Rewrite(Manifest with { Images = new Dictionary<string, string>(Manifest.Images) { [language] = digest } });
    }

    /// <summary>The names of the files of lines, in the order of the stages; some may not be there.</summary>
    internal static IReadOnlyList<string> LineFiles { get; } = [PromptsFile, CompletionsFile, ExtractionsFile, ExecutionsFile];

    /// <summary>Writes into run.json where the model is asked; nothing where it is empty, or stands there already.</summary>
    public void RecordServer(IReadOnlyDictionary<string, string> server)
    {
        var manifest = Manifest.WithServer(server);
        if (manifest != Manifest)
        {
            Rewrite(manifest);
        }
    }

    /// <summary>Adds to what run.json says of the making of verdicts.</summary>
    public void RecordJudging(JudgingCounts counts) => Rewrite(Manifest with { Judging = Manifest.Judging + counts });

    /// <summary>Changes how programs are judged, which is possible only while none has been executed.</summary>
    /// <exception cref="InvalidInputException">Some have.</exception>
    public void ChangeJudging(TimeSpan? timeout, string? memory, bool? control)
    {
        var plan = Manifest.Plan with { Timeout = timeout, Memory = memory, Control = control };
        if (plan == Manifest.Plan)
        {
            return;
        }

        if (Executions.Read().Any())
        {
            throw new InvalidInputException(new Fault(
                Executions.Path, null, null, "was made with other limits or without control runs: delete it to judge all samples again, or leave --timeout, --memory and --control out"));
        }

        Rewrite(Manifest with { Plan = plan });
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private static RunFolder Open(string path, Func<string, FileStream?> take)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(ManifestPath(path)))
        {
            throw new InvalidInputException(new Fault(path, null, null, "is no run folder: it has no run.json"));
        }

        var @lock = take(path);
        try
        {
            return new RunFolder(path, @lock, ReadManifest(path));
        }
        catch
        {
            @lock?.Dispose();
            throw;
        }
    }

    private static RunManifest ReadManifest(string path)
    {
        var manifest = JsonFile.Read<RunManifest>(ManifestPath(path));
        // Lists are not asked for null.
        return manifest.Plan.Suites.Any(suite => suite is null) || manifest.Plan.Samples?.Any(file => file is null) == true
            ? throw new InvalidInputException(new Fault(ManifestPath(path), null, "$.plan", "is damaged: a suite or a file of samples is null"))
            : manifest;
    }

    private void Rewrite(RunManifest manifest)
    {
        Manifest = manifest;
        JsonFile.Write(ManifestPath(Path), manifest);
    }

    private static string ManifestPath(string path) => System.IO.Path.Combine(path, ManifestFile);

    // What a run that was killed in its first moments leaves: the lock, and a run.json that did not take its place.
    private static bool IsLeftover(string entry) => System.IO.Path.GetFileName(entry) is ".lock" or "run.json.new";

    private static FileStream Lock(string path) => FolderLock.Take(path, InUse);

    private static void RequireSamePlan(string path, RunPlan there, RunPlan wanted)
    {
        var faults = PlanDifferences.Of(there, wanted)
            .Select(difference => new Fault(
                ManifestPath(path),
                null,
                difference.Field,
                $"the run there has {difference.There}, this command asks for {difference.Here}: use another --out, or delete the folder"))
            .ToList();
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }
}
