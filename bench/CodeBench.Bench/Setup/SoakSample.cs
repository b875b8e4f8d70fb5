using CodeBench.Core.Problems;

namespace CodeBench.Bench.Setup;

/// <summary>A completion whose verdict is known: a problem's reference solution, or one that does nothing.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Completion">The text.</param>
internal sealed record SoakSample(string TaskId, string Completion)
{
    /// <summary>What stands in a right one's comment.</summary>
    public const string Right = "# right";

    /// <summary>What stands in a wrong one's comment.</summary>
    public const string Wrong = "# wrong";

    // The promise is about thousands of short programs; one that computes for seconds would only measure itself.
    private static readonly TimeSpan LongReference = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Samples of a suite: problem by problem, then from the first again; every second one of a problem is right. Each has a
    /// comment of its own, so that neither a cache nor equal programs spare any work.
    /// </summary>
    /// <param name="suite">The suite.</param>
    /// <param name="problems">Its problems.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<SoakSample> Of(Suite suite, IReadOnlyList<Problem> problems, int count)
    {
        var slow = suite.SlowestReference is { } slowest && slowest.CpuTime > LongReference ? slowest.Problem : null;
        return Enumerable.Range(0, count).Select(number =>
        {
            var problem = problems[number % problems.Count];
            return IsRight(number / problems.Count) && problem.TaskId != slow
                ? new SoakSample(problem.TaskId, $"{problem.Reference}\n{Right} {number}\n")
                : new SoakSample(problem.TaskId, $"{Indentation(problem.Reference!)}pass\n{Wrong} {number}\n");
        });
    }

    /// <summary>Whether a completion is one that must pass.</summary>
    public static bool IsRight(string completion) => completion.Contains($"\n{Right} ", StringComparison.Ordinal);

    private static bool IsRight(int sample) => sample % 2 == 0;

    private static string Indentation(string reference)
    {
        var line = reference.Split('\n').First(line => line.Trim().Length > 0);
        return line[..^line.TrimStart().Length];
    }
}
