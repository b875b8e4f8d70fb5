using System.Security.Cryptography;
using CodeBench.Cache;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Speed;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Reports.Exports;
using CodeBench.Core.Reports.References;
using CodeBench.Core.Runs;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Spreading;
using CodeBench.Exports;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Endpoints;
using CodeBench.Generation.Model;
using CodeBench.Syntax.Compilation;
using CodeBench.Syntax.Trimming;

namespace CodeBench.Cli.Composition;

/// <summary>What the commands work with. The one place that knows which classes stand behind the ports of Core.</summary>
public sealed class Toolbox
{
    private readonly Func<string, string?> _environment;

    private Toolbox(Screen screen, Folders folders, TimeProvider time, Func<string, string?> environment)
    {
        _environment = environment;
        Screen = screen;
        Folders = folders;
        Time = time;
        Observer = new ScreenObserver(screen, time);
    }

    /// <summary>Where results and messages go.</summary>
    public Screen Screen { get; }

    /// <summary>Where the data folders are.</summary>
    public Folders Folders { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where proof words come from.</summary>
    public RandomNumberGenerator Random { get; } = RandomNumberGenerator.Create();

    /// <summary>Shows progress.</summary>
    public IRunObserver Observer { get; }

    /// <summary>How fast a processor of this machine is.</summary>
    public SpeedTest Speed => new(Time, () => Environment.CpuUsage.TotalTime, () => SpeedWorkload.Run());

    /// <summary>What languages may cut completions with.</summary>
    public static IReadOnlyList<ICompletionTrimmer> Trimmers { get; } = [new RoslynTrimmer()];

    /// <summary>What kinds of files scores and samples are exported as.</summary>
    public static IReadOnlyList<IExportFormat> ExportFormats { get; } = [new CsvFormat(), new ParquetFormat()];

    /// <summary>Makes the tools for this process.</summary>
    /// <param name="screen">Where results and messages go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="environment">Reads a variable of the environment; null where it is not set.</param>
    /// <exception cref="MachineNotAbleException">The installation is not whole.</exception>
    public static Toolbox Create(Screen screen, TimeProvider time, Func<string, string?> environment) =>
        new(screen, Folders.Find(environment, AppContext.BaseDirectory), time, environment);

    /// <summary>The languages.</summary>
    public LanguageCatalog Languages() => LanguageCatalog.Read(Folders.Languages);

    /// <summary>The suites, with their files where the environment and --from say.</summary>
    public SuiteLibrary Suites(params IReadOnlyList<string> from) =>
        new(SuiteCatalog.Read(Folders.Problems), new BenchmarkFiles(BenchmarkFolders.FromEnvironment(_environment, from)));

    /// <summary>From names of suites to suites that are ready to run.</summary>
    public SuiteRunLoader SuiteRuns(params IReadOnlyList<string> from) => new(Suites(from), Languages());

    /// <summary>The suites of a run, where their data are still at hand; else none, and why.</summary>
    public (IReadOnlyList<SuiteRun> Suites, string? Missing) SuitesAtHand(RunFolder folder, params IReadOnlyList<string> from)
    {
        try
        {
            return (SuiteRuns(from).Load(folder), null);
        }
        catch (InvalidInputException exception)
        {
            return ([], exception.Faults[0].Message);
        }
    }

    /// <summary>Writes reports.</summary>
    public ReportingStage Reporting() => new(new ReferenceLibrary(PublishedFileReader.Read(Folders.Problems), Suites().Files));

    /// <summary>Opens a checkpoint, or finds a server.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with its files; the server does not have the model, or does not take the key.</exception>
    /// <exception cref="MachineNotAbleException">The device or the server is not there.</exception>
    public async Task<ICompletionSource> OpenModelAsync(ModelChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Endpoint is not { } endpoint)
        {
            return await CheckpointSource.OpenAsync(new CheckpointOptions(choice.Folder, choice.Device, choice.Dtype, choice.Replicas), cancellationToken).ConfigureAwait(false);
        }

        var options = endpoint with { Key = ApiKey.FromEnvironment(_environment) };
        return await EndpointSource.OpenAsync(options, new ScreenProgress(Screen), Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a checkpoint into memory, to be asked about one prompt.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="needsTokenizer">Whether it is of no use without a tokenizer.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <exception cref="InvalidInputException">All that is wrong with its files.</exception>
    public static Task<LoadedCheckpoint> LoadCheckpointAsync(ModelChoice choice, bool needsTokenizer, CancellationToken cancellationToken) =>
        Task.Run(() => new CheckpointLoader(new CheckpointOptions(choice.Folder, choice.Device, choice.Dtype), needsTokenizer).Load(MatrixLayout.ForOneSequence), cancellationToken);

    /// <summary>Opens the cache of judged programs.</summary>
    /// <param name="keep">Whether outcomes outlive this process.</param>
    public IOutcomeCache OpenCache(bool keep)
    {
        var warnings = new ScreenProgress(Screen);
        return keep ? OutcomeCache.Open(Folders.Outcomes, warnings) : OutcomeCache.ForThisProcess(warnings);
    }

    /// <summary>Finds or starts a container engine, or connects to all that the user named.</summary>
    /// <param name="choice">The engines as the user gave them.</param>
    /// <param name="mayInstall">Whether an engine may be installed where the machine has none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MachineNotAbleException">There is none, or one that was named does not answer; the message says what to do.</exception>
    public async Task<SandboxSession> OpenSandboxesAsync(EngineChoice choice, bool mayInstall, CancellationToken cancellationToken)
    {
        var progress = new ScreenProgress(Screen);
        var options = new SandboxOptions { RootFolder = Folders.Root, LockFile = Folders.ImageLock, AllowInstall = mayInstall };
        if (choice.IsSeveral)
        {
            var group = await EngineGroup.ConnectAsync(choice.Endpoints, progress, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<int>? workers = choice.OwnWorkers ? [.. group.Statuses.Select(status => Math.Max(1, status.Processors))] : null;
            var spread = new SpreadSandboxProvider(group.Engines, workers, options, progress, Time);
            return new SandboxSession(spread, [new RoslynCompiler(Time)], spread, group);
        }

        var connected = await Engine.ConnectAsync(
            new EngineOptions { Endpoint = choice.Only, AllowInstall = mayInstall }, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            var elsewhere = choice.OwnWorkers && connected.MayBeElsewhere;
            var single = new DockerSandboxProvider(
                connected,
                elsewhere ? options with { Workers = Math.Max(1, (await connected.DescribeAsync(cancellationToken).ConfigureAwait(false)).Processors) } : options,
                progress,
                Time);
            return new SandboxSession(single, [new RoslynCompiler(Time)], single, connected);
        }
        catch
        {
            await connected.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
