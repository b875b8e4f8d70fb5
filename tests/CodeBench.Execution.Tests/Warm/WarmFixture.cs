using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Warm;

/// <summary>Runs programs in a fresh interpreter and in one that the warm helper forks.</summary>
public sealed partial class WarmFixture(ContainerFixture containers) : IAsyncDisposable
{
    private readonly PythonSandboxes _sandboxes = new(containers);
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    /// <summary>What becomes of a program, without what differs from run to run: times, addresses.</summary>
    /// <param name="text">The program.</param>
    /// <param name="warm">Whether the helper starts it.</param>
    /// <param name="variant">The way to run it: null for the language's own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<Outcome> JudgeAsync(string text, bool warm, string? variant, CancellationToken cancellationToken)
    {
        var sandbox = await _sandboxes.OpenAsync(warm, cancellationToken);
        var language = _sandboxes.Language(warm);
        var steps = variant is null ? language.Steps : language.Variants.Single(item => item.Name == variant).Steps;
        var draft = new ProgramDraft { Language = language, Text = text, Steps = steps };
        var outcome = await new ProgramRunner(sandbox, _random).RunAsync(draft, PassProof.Word, cancellationToken);
        return outcome with
        {
            WallTime = default,
            CpuTime = default,
            Memory = default,
            Stdout = Passing().Replace(outcome.Stdout, ""),
            Stderr = Passing().Replace(outcome.Stderr, ""),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _sandboxes.DisposeAsync();
        _random.Dispose();
    }

    [GeneratedRegex(@"0x[0-9a-f]+|\d\.\d+s\b")]
    private static partial Regex Passing();
}
