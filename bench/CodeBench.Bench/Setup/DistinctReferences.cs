using CodeBench.Core.Completions;
using CodeBench.Core.Programs;

namespace CodeBench.Bench.Setup;

/// <summary>
/// HumanEval's references, again and again. A comment of its own makes each program another one: neither a cache nor equal programs spare any work.
/// </summary>
internal static class DistinctReferences
{
    private const string SuiteName = "humaneval";

    /// <summary>Whole programs, tests included.</summary>
    public static IReadOnlyList<string> Programs(Installation installation, int count)
    {
        var suite = installation.Suite(SuiteName);
        var assembler = new ProgramAssembler(suite.Language, suite.Set.Suite, new LimitOverrides());
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var problem = suite.Problems[number % suite.Problems.Count];
            return $"{assembler.Assemble(problem, problem.Reference!, SampleKind.Completion).Text}\n# {number}\n";
        })];
    }
}
