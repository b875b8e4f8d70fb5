using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>The fields of a suite's records that a solution begins with: what the model sees of them, the program has too.</summary>
internal static class CodeFields
{
    // Stands for a field's text in a solution; no problem has it in its text.
    private const string Mark = "\u0001";

    /// <summary>Their names; empty where solutions are all the model's own.</summary>
    public static IReadOnlyList<string> Of(ProblemSet set)
    {
        if (set.Problems is not [var problem, ..])
        {
            return [];
        }

        return
        [
            .. problem.Fields.Where(field => field.Value is string).Select(field => field.Key)
                .Where(name => Render(set.Suite, problem, name).Contains(Mark, StringComparison.Ordinal)),
        ];
    }

    /// <summary>A problem with the texts of these fields changed.</summary>
    public static Problem Change(Problem problem, IReadOnlyList<string> names, Func<string, string> change)
    {
        var fields = new Dictionary<string, object>(problem.Fields);
        foreach (var name in names)
        {
            fields[name] = change((string)fields[name]);
        }

        return problem with { Fields = fields };
    }

    private static string Render(Suite suite, Problem problem, string name) => suite.Code.Render(problem.Fields, (name, Mark), ("completion", ""));
}
