using CodeBench.Bench.Measuring;
using CodeBench.Bench.Setup;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;

namespace CodeBench.Bench.EvalPlus;

/// <summary>
/// What CodeBench is compared with: its own driver, by `xargs -P WORKERS` on the system's interpreter, each run and each check a process.
/// There are no limits but the driver's own, nothing is isolated and nothing is cleaned up.
/// </summary>
/// <param name="folder">Where the files are put.</param>
/// <param name="language">The language, whose driver lies in its folder.</param>
/// <param name="timer">Measures the process.</param>
internal sealed class BareDriver(string folder, Language language, ProcessTimer timer)
{
    private readonly List<string> _folders = [];

    /// <summary>Writes a problem's reference solution with its inputs and what is expected of it, which is found out here and now.</summary>
    /// <exception cref="BenchFailedException">The reference solution failed.</exception>
    public async Task AddAsync(InputTestAssembler assembler, Problem problem, string code, CancellationToken cancellationToken)
    {
        var draft = assembler.Expect(problem);
        var place = Directory.CreateDirectory(Path.Combine(folder, $"problem{_folders.Count}")).FullName;
        Write(place, draft.Text, draft.Data);
        var run = await timer.RunAsync(BareCommand.Of(language, BareCommand.Interpreter, [Script(draft.Steps[0])]).WithWorkingDirectory(place), null, cancellationToken);
        var results = draft.Results.Where(name => File.Exists(Path.Combine(place, name))).ToDictionary(name => name, name => File.ReadAllText(Path.Combine(place, name)));
        var expected = assembler.Read(results) ?? throw new BenchFailedException($"the reference solution of {problem.TaskId} failed: {run.Error}");
        var program = assembler.Assemble(problem, code, expected);
        var steps = new List<string>();
        for (var step = 0; step < program.Steps.Count; step++)
        {
            // A run and its check share a folder; its files would be there for one step alone in a container.
            var where = Directory.CreateDirectory(Path.Combine(place, $"group{step / 2}")).FullName;
            Write(where, program.Text, program.Data.Where(file => file.Step == step));
            steps.Add($"cd '{where}' && {BareCommand.Interpreter} '{Script(program.Steps[step])}' >/dev/null");
        }

        File.WriteAllText(Path.Combine(place, "run.sh"), string.Join(" && ", steps));
        _folders.Add(Path.Combine(place, "run.sh"));
    }

    /// <summary>Runs all of them once.</summary>
    /// <exception cref="BenchFailedException">One of them failed.</exception>
    public async Task<TimeSpan> RunAsync(int workers, CancellationToken cancellationToken)
    {
        var list = Path.Combine(folder, "list.txt");
        await File.WriteAllLinesAsync(list, _folders, cancellationToken);
        var run = await timer.RunAsync(BareCommand.Of(language, "xargs", ["-a", list, "-P", $"{workers}", "-n", "1", "sh"]), null, cancellationToken);
        return run.ExitCode == 0 ? run.WallTime : throw new BenchFailedException($"a solution failed with the bare interpreter: {run.Error}");
    }

    private static void Write(string place, string text, IEnumerable<SourceFile> files)
    {
        File.WriteAllText(Path.Combine(place, "program.py"), text);
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(place, file.Name), file.Content);
        }
    }

    // The image has the driver elsewhere.
    private string Script(Step step) => Path.Combine(language.Folder, Path.GetFileName(step.Command[^1]));
}
