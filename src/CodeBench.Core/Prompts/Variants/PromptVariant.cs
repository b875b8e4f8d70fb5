using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>
/// One way to ask the same otherwise: the problems, their tests and their order stay, what the model reads changes. Where a solution begins with
/// what the model read, it begins with what the model read in the variant.
/// </summary>
/// <param name="Kind">What is varied: "indentation".</param>
/// <param name="Detail">To what: "tab"; null where the kind has one variant.</param>
public abstract record PromptVariant(string Kind, string? Detail)
{
    /// <summary>Its name: what stands behind the ~ of a suite's name.</summary>
    public string Name => Detail is null ? Kind : $"{Kind}-{Detail}";

    /// <summary>Whether a name that a user wrote means it: its own, or that of its kind.</summary>
    public bool Answers(string name) => name == Name || name == Kind;

    /// <summary>The style in the variant.</summary>
    public virtual PromptStyle Change(PromptStyle style) => style;

    /// <summary>A problem in the variant: what a solution begins with, and the reference that goes on from there.</summary>
    public virtual Problem Change(Problem problem) => problem;

    /// <summary>A prompt in the variant, that was made of the problem in the variant.</summary>
    public virtual Prompt Change(Prompt prompt) => prompt;

    /// <summary>Where a completion ends in the variant.</summary>
    public virtual IReadOnlyList<string> ChangeStops(IReadOnlyList<string> stops) => stops;

    /// <summary>A set of problems in the variant.</summary>
    public ProblemSet Change(ProblemSet set) => set with
    {
        PromptVariant = Name,
        Problems = [.. set.Problems.Select(Named)],
        Records = set.Records.ToDictionary(record => record.Key, record => Named(record.Value)),
    };

    private Problem Named(Problem problem) => Change(problem) with
    {
        Suite = problem.Suite + SuiteName.VariantMark + Name,
    };
}
