using CliWrap;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Setup;
using CodeBench.Core.Languages;

namespace CodeBench.Bench.Throughput;

/// <summary>What CodeBench is compared with: `xargs -P WORKERS -n 1 python3` over files, in the environment that programs have.</summary>
/// <remarks>
/// The interpreter is the system's own: as it is, or seen through a virtual environment without packages. What a machine has
/// installed beside Python (path files, above all) slows every start, and the image of the language has none of it.
/// </remarks>
internal sealed class BareInterpreter
{
    private readonly string _interpreter;
    private readonly string _list;
    private readonly int _programs;
    private readonly Language _language;
    private readonly ProcessTimer _timer;

    /// <summary>Writes the programs.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="programs">The programs.</param>
    /// <param name="language">What environment they have.</param>
    /// <param name="packages">Whether the interpreter sees what is installed beside it.</param>
    /// <param name="timer">Measures the process.</param>
    public BareInterpreter(string folder, IReadOnlyList<string> programs, Language language, bool packages, ProcessTimer timer)
    {
        folder = Directory.CreateDirectory(folder).FullName;
        var bin = Directory.CreateDirectory(Path.Combine(folder, "environment", "bin")).FullName;
        File.WriteAllText(Path.Combine(folder, "environment", "pyvenv.cfg"), "home = /usr/bin\ninclude-system-site-packages = false\n");
        var alone = Path.Combine(bin, "python3");
        File.CreateSymbolicLink(alone, BareCommand.Interpreter);
        _interpreter = packages ? BareCommand.Interpreter : alone;

        var files = programs.Select((_, number) => Path.Combine(folder, $"program{number}.py")).ToList();
        foreach (var (file, program) in files.Zip(programs))
        {
            File.WriteAllText(file, program);
        }

        _list = Path.Combine(folder, "programs.txt");
        File.WriteAllLines(_list, files);
        _programs = programs.Count;
        _language = language;
        _timer = timer;
    }

    /// <summary>The program that prints what an interpreter is.</summary>
    public const string VersionProgram = "import sys\nprint(sys.version)\n";

    /// <summary>What the interpreter is.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        await BareCommand.Of(_language, _interpreter, ["-c", VersionProgram])
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(text)).ExecuteAsync(cancellationToken);
        return text.ToString().Trim();
    }

    /// <summary>Runs all programs once.</summary>
    /// <exception cref="BenchFailedException">One of them failed.</exception>
    public async Task<Measurement> RunAsync(int workers, CancellationToken cancellationToken)
    {
        var run = await _timer.RunAsync(BareCommand.Of(_language, "xargs", ["-a", _list, "-P", $"{workers}", "-n", "1", _interpreter]), null, cancellationToken);
        return run.ExitCode == 0
            ? new Measurement(_programs, run.WallTime, null, run.CpuTime)
            : throw new BenchFailedException($"a program failed with the bare interpreter (xargs: {run.ExitCode}): {run.Error}");
    }
}
