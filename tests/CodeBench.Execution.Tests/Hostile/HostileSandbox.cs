using System.Security.Cryptography;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>Judges programs as the product does, and looks around after them.</summary>
internal sealed class HostileSandbox
{
    private const string Found = "found ";
    private static readonly string Canary = File.ReadAllText(HostileProgram.PathOf("canary.py"));

    private readonly ProgramRunner _runner;
    private readonly ProgramAssembler _patient;
    private readonly ProgramAssembler _brief;
    private HashSet<string> _portrait = [];

    private HostileSandbox(ISandbox sandbox, Language language)
    {
        _runner = new ProgramRunner(sandbox, RandomNumberGenerator.Create());
        _patient = new ProgramAssembler(language, new LimitOverrides());
        _brief = new ProgramAssembler(language, new LimitOverrides { Timeout = TimeSpan.FromSeconds(2) });
    }

    /// <summary>Remembers what the canary sees before any hostile program has run.</summary>
    public static async Task<HostileSandbox> MoveInAsync(ISandbox sandbox, Language language, CancellationToken cancellationToken)
    {
        var house = new HostileSandbox(sandbox, language);
        var outcome = await house.JudgeAsync(Canary, brief: false, cancellationToken);
        Assert.True(outcome.Verdict == Verdict.Passed, $"The canary in a fresh container: {outcome.Verdict}\n{outcome.Stderr}");
        house._portrait = Lines(outcome.Stdout).ToHashSet();
        return house;
    }

    /// <summary>Judges a program, with the proof word.</summary>
    /// <param name="text">The program.</param>
    /// <param name="brief">Whether it gets two seconds; else the language's own limits.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Outcome> JudgeAsync(string text, bool brief, CancellationToken cancellationToken) =>
        _runner.RunAsync((brief ? _brief : _patient).Assemble(text), PassProof.Word, cancellationToken);

    /// <summary>Judges a program with the proof word and, where it passes, a control run.</summary>
    public Task<Outcome> ControlAsync(string text, CancellationToken cancellationToken) =>
        _runner.RunAsync(_patient.Assemble(text), PassProof.Control, cancellationToken);

    /// <summary>What the canary finds that was not there in a fresh container; empty where it finds nothing.</summary>
    /// <param name="plant">A program that is put before the canary, into the same process; empty for the canary alone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<string>> LookAroundAsync(string plant, CancellationToken cancellationToken)
    {
        var outcome = await JudgeAsync($"{plant}\n{Canary}", brief: false, cancellationToken);
        var found = Lines(outcome.Stderr).Where(line => line.StartsWith(Found, StringComparison.Ordinal)).Select(line => line[Found.Length..]);
        var changed = Lines(outcome.Stdout).ToHashSet();
        changed.SymmetricExceptWith(_portrait);
        List<string> all = [.. found, .. changed.Order(StringComparer.Ordinal)];
        if (all.Count == 0 && outcome.Verdict != Verdict.Passed)
        {
            all.Add($"canary: {outcome.Verdict.ToWord()} {outcome.Stderr}");
        }

        return all;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
