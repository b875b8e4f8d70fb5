using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Reports;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Runs;

/// <summary>Compares the verdicts of parts of a suite's tests with those of all tests.</summary>
internal static class ParityCounts
{
    /// <summary>A comparison for each part that has a score.</summary>
    public static IReadOnlyList<ReportParity> Of(RunFolder folder, ScoreSheet sheet)
    {
        var suites = folder.Manifest.Plan.Suites;
        var parts = sheet.Scores.Select(score => (score.Suite, score.Language))
            .SelectMany(part => suites.Where(suite => suite.Language == part.Language && IsPart(part.Suite, suite.Suite)).Select(suite => (Whole: suite, Part: part.Suite)))
            .ToList();
        return [.. parts.Select(pair => Of(folder, pair.Whole, pair.Part))];
    }

    /// <summary>Whether a suite is a part of another: "humaneval+base" of "humaneval+".</summary>
    public static bool IsPart(string part, string whole) =>
        SuiteName.TryParse(part, out var name) && SuiteName.TryParse(whole, out var of) && name.PartIn(of) is not null;

    private static ReportParity Of(RunFolder folder, SuitePlan suite, string part)
    {
        var passes = Lines(folder, part, suite.Language).Where(line => line.Verdict == Verdict.Passed).Select(line => (line.TaskId, line.Sample)).ToHashSet();
        var problems = Lines(folder, suite.Suite, suite.Language)
            .GroupBy(line => line.TaskId, (task, lines) => Count(task, lines, passes))
            .ToList();
        return new ReportParity(
            suite.Suite,
            part,
            suite.Language,
            [
                .. problems.GroupBy(problem => ((double)problem.Part / problem.Samples, (double)problem.Whole / problem.Samples))
                    .Select(group => new ParityPoint(group.Key.Item1, group.Key.Item2, group.Count()))
                    .OrderByDescending(point => point.Problems),
            ],
            [.. problems.Where(problem => problem.Whole < problem.Part).OrderBy(problem => problem.Whole - problem.Part)]);
    }

    private static IEnumerable<Execution> Lines(RunFolder folder, string suite, string language) => folder.Executions.Read()
        .Where(line => line.Suite == suite && line.Language == language && line.Verdict != Verdict.SandboxFault);

    private static LostProblem Count(string task, IEnumerable<Execution> lines, HashSet<(string TaskId, int Sample)> passes)
    {
        var (samples, part, whole, failure) = (0, 0, 0, "");
        foreach (var line in lines)
        {
            var (passesPart, passesWhole) = (passes.Contains((task, line.Sample)), line.Verdict == Verdict.Passed);
            samples++;
            part += passesPart ? 1 : 0;
            whole += passesWhole ? 1 : 0;
            if (passesPart && !passesWhole && failure.Length == 0)
            {
                failure = line.Tests?.FirstFailure ?? line.Verdict.ToWord();
            }
        }

        return new LostProblem(task, samples, part, whole, failure);
    }
}
