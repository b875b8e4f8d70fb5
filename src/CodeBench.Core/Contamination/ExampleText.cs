using CodeBench.Core.Problems;

namespace CodeBench.Core.Contamination;

/// <summary>A problem as a corpus might have it: what it asks, and the solution. Its tests are no part of it, for no model is asked for them.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Prompt">What is asked, without solved examples and words to the model, as far as the suite can do without them.</param>
/// <param name="Solution">The reference solution; null where the suite has none.</param>
public sealed record ExampleText(string TaskId, string Prompt, string? Solution)
{
    /// <summary>The text of a problem.</summary>
    /// <remarks>
    /// The prompt is that of the first style that is a text without solved examples; else that of the first style, without its examples: those are the same for all problems.
    /// </remarks>
    /// <param name="suite">Its suite.</param>
    /// <param name="problem">The problem.</param>
    public static ExampleText Of(Suite suite, Problem problem)
    {
        var style = suite.Styles.FirstOrDefault(style => style.Template is not null && style.Shots.Count == 0) ?? suite.Styles[0];
        var template = style.Template ?? style.Chat!.User;
        return new ExampleText(problem.TaskId, template.Render(problem.Fields), problem.Reference);
    }
}
