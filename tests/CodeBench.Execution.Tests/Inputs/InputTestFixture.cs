using System.Security.Cryptography;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Inputs;

/// <summary>Judges solutions by a reference solution and inputs.</summary>
public sealed class InputTestFixture(ContainerFixture containers) : IAsyncDisposable
{
    private readonly PythonSandboxes _sandboxes = new(containers);
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    /// <summary>What becomes of a case; the group of its inputs is called "only".</summary>
    public async Task<Outcome> JudgeAsync(InputTestCase item, bool warm, CancellationToken cancellationToken)
    {
        var sandbox = await _sandboxes.OpenAsync(warm, cancellationToken);
        var runner = new ProgramRunner(sandbox, _random);
        var problem = ProblemOf(item);
        var assembler = new InputTestAssembler(_sandboxes.Language(warm), SuiteOf(item), new LimitOverrides(), all: !item.Stops);
        var truth = await runner.RunAsync(assembler.Expect(problem), PassProof.ExitCode, cancellationToken);
        var expected = assembler.Read(truth.Results!) ?? throw new InvalidOperationException($"The reference solution of \"{item.Name}\" failed: {truth.Stderr}");
        return await runner.RunAsync(assembler.Assemble(problem, item.Solution, expected), PassProof.Word, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _sandboxes.DisposeAsync();
        _random.Dispose();
    }

    private static Problem ProblemOf(InputTestCase item) => new()
    {
        Suite = "cases",
        Language = "python",
        TaskId = item.Name,
        EntryPoint = "f",
        Reference = item.Reference,
        Fields = new Dictionary<string, object> { ["inputs"] = item.Inputs },
    };

    private static Suite SuiteOf(InputTestCase item) => new()
    {
        Name = "cases",
        Title = "Cases",
        Folder = "",
        Licence = "",
        Source = "",
        Versions = [],
        TaskId = TextTemplate.Parse(""),
        Styles = [],
        Code = TextTemplate.Parse("{{ completion }}"),
        Program = TextTemplate.Parse("{{ code }}"),
        Limits = new SuiteLimits { Memory = ByteSize.FromMebibytes(512) },
        Tests = new InputTests
        {
            Groups = [new InputGroup("only", "inputs")],
            Limits = new InputLimits { Least = item.Least, Factor = 4, Most = item.Most, Margin = TimeSpan.FromSeconds(1), WallFactor = 3 },
            Rules = [new InputRule([item.Name], item.Restore, item.Oracle ?? "{}")],
        },
    };
}
