using CliWrap;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Overhead;
using CodeBench.Bench.Setup;
using CodeBench.Core.Contamination.Corpora;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Contamination;

/// <summary>Reads corpora of every kind on one core, beside a pass that only counts words; then two sizes of one in processes of their own.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class ContaminationBench(Installation installation, ContaminationOptions options, BenchHost host)
{
    private const double Promised = 100; // megabytes a second and core
    private const double Million = 1e6;
    private static readonly string[] Names = ["plain.txt", "lines.jsonl", "plain.txt.gz", "lines.jsonl.gz", "plain.txt.zst", "lines.jsonl.zst"];
    private static readonly string[] Fields = ["text"];

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        host.Say("making the corpora");
        var maker = new CorpusMaker(installation.Root);
        var corpora = Names.Select(name => maker.Write(scratch.PathOf(name), (long)(options.Megabytes * Million))).ToList();
        page.Add($"Corpora of {options.Megabytes} MB each, unpacked, made of this checkout's code and documentation in parts of 4,000 characters. What is looked for: HumanEval and MBPP. One worker, {options.Rounds} rounds; "
            + "rates are in seconds of processor time, of the best round of each. The bare pass reads and unpacks the same file and counts its words.");
        await SpeedAsync(page, corpora, cancellationToken);
        await MemoryAsync(page, maker, scratch, cancellationToken);
        host.Say("simulating runs");
        await Task.Run(() => new GainSimulation(options.Trials).Run(page, cancellationToken), cancellationToken);
    }

    private async Task SpeedAsync(ResultPage page, List<(CorpusFile File, long Bytes)> corpora, CancellationToken cancellationToken)
    {
        SuiteRun[] suites = [installation.Suite("humaneval"), installation.Suite("mbpp")];
        var scans = corpora.Select(_ => new List<double>()).ToList();
        var passes = corpora.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < options.Rounds; round++)
        {
            host.Say($"round {round + 1} of {options.Rounds}");
            foreach (var (place, (file, _)) in corpora.Index())
            {
                var before = Environment.CpuUsage.TotalTime;
                _ = CountWords(file);
                passes[place].Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
                before = Environment.CpuUsage.TotalTime;
                await new ContaminationStage(new Quiet(), workers: 1).RunAsync(suites, [file], Fields, null, cancellationToken);
                scans[place].Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }
        }

        var rows = corpora.Index().Select(item => (
            Name: Path.GetFileName(item.Item.File.Path),
            Scan: item.Item.Bytes / Million / scans[item.Index].Min(),
            Pass: item.Item.Bytes / Million / passes[item.Index].Min(),
            Packed: item.Item.File.Size)).ToList();
        page.Add(
            ["corpus", "on the disk, MB", "contamination, MB/s and core", "bare pass, MB/s and core", "ratio"],
            rows.Select(row => (string[])[row.Name, Numbers.Megabytes(row.Packed), row.Scan.Text("0"), row.Pass.Text("0"), (row.Scan / row.Pass).Text("0.00")]));
        foreach (var row in rows.Where(row => row.Scan < Promised))
        {
            page.Fail($"{row.Name}: {row.Scan.Text("0")} MB/s, and {Promised.Text("0")} were promised");
        }
    }

    private async Task MemoryAsync(ResultPage page, CorpusMaker maker, Scratch scratch, CancellationToken cancellationToken)
    {
        page.Add("The command on one file, as a process of its own; the largest resident set that it had:");
        var rows = new List<string[]>();
        // The kernel tells the most of all children: the larger corpus goes second.
        foreach (var (name, size) in new[] { ("small.jsonl", options.Megabytes), ("large.jsonl", options.Large) })
        {
            host.Say($"{size} MB in a process of its own");
            var (file, bytes) = maker.Write(scratch.PathOf(name), (long)(size * Million));
            var command = Cli.Wrap(installation.Launcher).WithArguments(["contamination", "--suite", "humaneval", "--suite", "mbpp", "--corpus", file.Path])
                .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", installation.Data));
            var run = await new ProcessTimer(host.Time).RunAsync(command, null, cancellationToken);
            if (run.ExitCode != 0)
            {
                throw new BenchFailedException(run.Error);
            }

            rows.Add([Numbers.Megabytes(bytes), Numbers.Megabytes(ChildUsage.PeakMemory()), run.WallTime.TotalSeconds.Text("0.0"), run.CpuTime.TotalSeconds.Text("0.0")]);
            File.Delete(file.Path);
        }

        page.Add(["corpus, MB", "peak memory, MB", "wall, s", "processor, s"], rows);
    }

    private static long CountWords(CorpusFile file)
    {
        using var disk = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        using var text = file.Unpack(disk);
        var buffer = new byte[1 << 17];
        var (words, wasSpace) = (0L, true);
        while (text.Read(buffer) is > 0 and var read)
        {
            foreach (var value in buffer.AsSpan(0, read))
            {
                var isSpace = value <= ' ';
                words += wasSpace && !isSpace ? 1 : 0;
                wasSpace = isSpace;
            }
        }

        return words;
    }
}
