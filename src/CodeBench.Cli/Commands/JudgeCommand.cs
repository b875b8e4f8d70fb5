using System.CommandLine;
using System.Text.Json;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>The judge without suites: whole programs, tests included, a verdict each.</summary>
/// <param name="tools">What it works with.</param>
public sealed class JudgeCommand(Toolbox tools) : ICommandFactory
{
    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();
    private readonly Option<string> _language = new("--language") { Description = "Language of the programs.", HelpName = "L", Required = true };

    private readonly Option<string> _programs = new("--programs")
    {
        Description = "Lines {\"id\", \"program\"} (.jsonl, .jsonl.gz).",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Where the verdicts go, in the order of the programs. Default: standard output.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noProof = new("--no-proof")
    {
        Description = "Trust exit status 0, in place of asking for the proof that a program ran to its end.",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "judge",
            "Judge whole programs, tests included: a verdict each.",
            "judge --language python --programs programs.jsonl --out verdicts.jsonl");
        command.Add(_language);
        command.Add(_programs);
        command.Add(_out);
        command.Add(_noProof);
        _execution.AddTo(command);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var options = _execution.OptionsOf(arguments, faults);
        if (arguments.GetValue(_noProof))
        {
            if (options.Proof == PassProof.Control)
            {
                faults.Add(new Fault("--no-proof", null, null, "contradicts --control"));
            }

            options = options with { Proof = PassProof.ExitCode };
        }

        var engine = _execution.EngineOf(arguments, faults);
        var language = faults.Try(() => tools.Languages().Find(arguments.GetValue(_language)!));
        var programs = arguments.GetValue(_programs)!;
        var path = OutputFile.Prepare("--out", arguments.GetValue(_out), faults, programs);
        var json = _output.JsonOf(arguments);
        if (json && path is null)
        {
            faults.Add(new Fault("--json", null, null, "prints one document of counts, so the verdicts need --out FILE"));
        }

        var count = faults.Try(() => (object)ProgramLineReader.Check(programs));
        faults.ThrowIfAny();

        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        using var cache = tools.OpenCache(_execution.CacheOf(arguments));
        var stage = new ProgramStage(sandboxes, cache, tools.Random, tools.Observer);
        var counts = VerdictWords.All.ToDictionary(verdict => verdict, _ => 0);
        using (var output = Terminal.LineOutput.Open(tools.Screen, path))
        {
            var judged = stage.RunAsync(
                language!, ProgramLineReader.Read(programs), (int)count!, options, cancellationToken);
            await foreach (var line in judged.ConfigureAwait(false))
            {
                counts[line.Verdict]++;
                output.Write(JsonSerializer.Serialize(line, ResultJson.Line));
            }
        }

        if (path is not null)
        {
            Summarise(counts, json);
        }

        return counts[Verdict.SandboxFault] > 0 ? ExitStatus.SandboxFaults : ExitStatus.Done;
    }

    private void Summarise(Dictionary<Verdict, int> counts, bool json)
    {
        var words = counts.Where(item => json || item.Value > 0).ToDictionary(item => item.Key.ToWord(), item => item.Value);
        tools.Screen.Print(json
            ? JsonSerializer.Serialize(new { Programs = counts.Values.Sum(), Verdicts = words, Faults = counts[Verdict.SandboxFault] }, ResultJson.Document)
            : $"{counts.Values.Sum()} programs: {string.Join(", ", words.Select(item => $"{item.Key} {item.Value}"))}");
    }
}
