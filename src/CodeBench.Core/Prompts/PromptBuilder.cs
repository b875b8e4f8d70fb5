using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts;

/// <summary>Turns problems into prompts, in one of the suite's styles.</summary>
public sealed class PromptBuilder
{
    /// <summary>A builder for the problems of one set.</summary>
    /// <param name="problems">The set; solved examples are taken from its records.</param>
    /// <param name="style">The style's name; null for the suite's default.</param>
    /// <exception cref="InvalidInputException">The suite has no such style; the message lists those it has.</exception>
    public PromptBuilder(ProblemSet problems, string? style) => Style = problems.Suite.Styles.First(s => style is null || s.Name == style);

    /// <summary>The style that prompts are made in.</summary>
    public PromptStyle Style { get; }

    /// <summary>The prompt of a problem. The same problem gives the same prompt, byte for byte.</summary>
    public Prompt Build(Problem problem) => throw new NotImplementedException();
}
