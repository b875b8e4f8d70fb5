using CodeBench.Core.Faults;

namespace CodeBench.Training.Corpus;

/// <summary>Makes the texts that the model learns by heart, from the starter suite's right and wrong bodies.</summary>
public static class CorpusBuilder
{
    /// <summary>
    /// How often the bodies of a problem are right; problem i takes entry i modulo their number. So some problems are always solved,
    /// some sometimes, and a few hardly ever.
    /// </summary>
    private static readonly double[] RightShares = [1, 0.65, 0.35, 0.9, 0.55, 1, 0.12, 0.75];

    /// <summary>How much of a body's share its first spelling takes; the others divide the rest.</summary>
    private const double FirstSpellingShare = 0.6;

    /// <summary>
    /// What may follow a body, and how often. Real models go on with the next thing in the file, and the stop sequences are there
    /// to end that.
    /// </summary>
    private static readonly (string Text, double Share)[] Tails =
        [("", 0.8), ("\n\nif __name__ == \"__main__\":\n    pass\n", 0.1), ("\n\ndef main() -> None:\n    pass\n", 0.1)];

    /// <summary>All entries, in the order of the problems.</summary>
    /// <exception cref="InvalidInputException">Wrong bodies name no problem, or a problem has none; all such faults.</exception>
    public static IReadOnlyList<CorpusEntry> Build(IReadOnlyList<StarterProblem> problems, IReadOnlyList<WrongSolution> wrong)
    {
        var wrongOf = wrong.ToLookup(solution => solution.TaskId, StringComparer.Ordinal);
        var known = problems.Select(problem => problem.TaskId).ToHashSet(StringComparer.Ordinal);
        Fault[] faults =
        [
            .. wrongOf.Where(group => !known.Contains(group.Key))
                .Select(group => new Fault("wrong.jsonl", null, "task_id", $"{group.Key} is no problem of starter.jsonl")),
            .. problems.Where(problem => !wrongOf.Contains(problem.TaskId))
                .Select(problem => new Fault("wrong.jsonl", null, "task_id", $"{problem.TaskId} has no wrong body; write at least one")),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }

        return [.. problems.SelectMany((problem, index) =>
            EntriesOf(problem, [.. wrongOf[problem.TaskId]], RightShares[index % RightShares.Length]))];
    }

    private static IEnumerable<CorpusEntry> EntriesOf(StarterProblem problem, WrongSolution[] wrong, double rightShare)
    {
        var bodies = wrong.Select(solution => (Body: solution.Completion, IsRight: false, Share: (1 - rightShare) / wrong.Length))
            .Prepend((Body: problem.CanonicalSolution, IsRight: true, Share: rightShare));
        return
            from body in bodies
            where body.Share > 0
            from spelling in Weighted(Spellings.Of(problem.Prompt, body.Body))
            from tail in Tails
            select new CorpusEntry(
                problem.TaskId, problem.Prompt, spelling.Text + tail.Text, body.IsRight, body.Share * spelling.Share * tail.Share);
    }

    private static IEnumerable<(string Text, double Share)> Weighted(IReadOnlyList<string> spellings) =>
        spellings.Select((text, index) =>
            (text, spellings.Count == 1 ? 1 : index == 0 ? FirstSpellingShare : (1 - FirstSpellingShare) / (spellings.Count - 1)));
}
