using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>
/// Finds out what is expected of solutions: by running each problem's reference solution in the sandbox in which they will be
/// judged. The cache holds what was found before, for these data, limits and this image.
/// </summary>
/// <param name="sandbox">Where reference solutions run.</param>
/// <param name="runner">Runs one.</param>
/// <param name="cache">What was found before.</param>
/// <param name="options">How.</param>
/// <param name="observer">Who watches.</param>
internal sealed class ExpectedOutputsFinder(
    ISandbox sandbox, ProgramRunner runner, IOutcomeCache cache, ExecutionOptions options, IRunObserver observer)
{
    // The names of more would help nobody.
    private const int MostFaults = 20;

    /// <summary>What is expected, by task id.</summary>
    /// <exception cref="InvalidInputException">A reference solution does not come to its end: the data do not fit the language's image.</exception>
    /// <exception cref="MachineNotAbleException">The sandbox failed.</exception>
    public async Task<IReadOnlyDictionary<string, ExpectedOutputs>> FindAsync(
        InputTestAssembler assembler, ProblemSet set, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ExpectedOutputs>(StringComparer.Ordinal);
        var faults = new FaultCollector(MostFaults);
        var pipeline = new JudgingPipeline<Problem>(sandbox, runner, cache, options with { Proof = PassProof.ExitCode });
        await using (var progress = observer.Begin("expecting", "reference solutions", 0, problems.Count))
        {
            await foreach (var (problem, outcome) in pipeline.RunAsync(problems, assembler.Expect, window: null, cancellationToken).ConfigureAwait(false))
            {
                progress.Advance();
                if (outcome.Verdict == Verdict.SandboxFault)
                {
                    throw new MachineNotAbleException($"The reference solution of {problem.TaskId} could not be run: {outcome.Stderr}");
                }

                if (outcome.Results is { } results && assembler.Read(results) is { } expected)
                {
                    found.Add(problem.TaskId, expected);
                }
                else
                {
                    faults.Add(new Fault(set.Path, null, problem.TaskId, $"its reference solution did not come to its end ({outcome.Verdict.ToWord()}): {outcome.Stderr}"));
                }
            }
        }

        faults.ThrowIfAny();
        return found;
    }
}
