using CodeBench.Core.Faults;
using CodeBench.Core.Prompts.Variants;

namespace CodeBench.Core.Runs;

/// <summary>Suites with the variants of their prompts behind each.</summary>
/// <param name="Runs">Each suite as it is, and then in each of its variants.</param>
/// <param name="LeftOut">The variants that were asked for and that some suite does not have: a sentence for each.</param>
public sealed record VariedSuites(IReadOnlyList<SuiteRun> Runs, IReadOnlyList<string> LeftOut)
{
    private const string Option = "--prompt-variants";

    /// <summary>Puts the variants behind the suites.</summary>
    /// <param name="suites">The suites as they are.</param>
    /// <param name="names">Names of variants or of kinds of them, or "all"; empty for none.</param>
    /// <exception cref="InvalidInputException">A name that nothing has, a suite that is a variant already, or no variant for any of the suites: all faults.</exception>
    public static VariedSuites Of(IReadOnlyList<SuiteRun> suites, IReadOnlyList<string> names)
    {
        if (names.Count == 0 || suites.Count == 0)
        {
            return new VariedSuites(suites, []);
        }

        var faults = new FaultCollector();
        var variants = suites.Select(suite => suite.Variants()).ToList();
        string[] there = [.. variants.SelectMany(list => list).Select(variant => variant.Name).Distinct()];
        foreach (var suite in suites.Where(suite => suite.Set.PromptVariant is not null))
        {
            faults.Add(new Fault("--suite", null, null, $"{suite.Set.Name} names a prompt variant: with {Option} name the suite alone"));
        }

        foreach (var name in names.Where(name => !IsKnown(name, suites)))
        {
            faults.Add(new Fault(Option, null, null, $"no suite has a prompt variant {name}. {Suggestion.For(name, [PromptVariants.All, .. there])}"));
        }

        var chosen = variants.Select(list => list.Where(variant => names.Any(name => IsMeant(variant, name))).ToList()).ToList();
        faults.ThrowIfAny();
        if (chosen.All(list => list.Count == 0))
        {
            throw new InvalidInputException(new Fault(
                Option, null, null, $"{string.Join(", ", names)} would change few prompts, or none, of {string.Join(" or ", suites.Select(suite => suite.Label))}. {Suggestion.For(names[0], there)}"));
        }

        return new VariedSuites(
            [.. suites.Zip(chosen, (suite, list) => list.Select(suite.In).Prepend(suite)).SelectMany(runs => runs)],
            [
                .. from pair in suites.Zip(variants)
                   from name in names
                   where !pair.Second.Any(variant => IsMeant(variant, name))
                   select $"{pair.First.Label} has no variant {name}: it would change few of its prompts, or none.",
            ]);
    }

    private static bool IsMeant(PromptVariant variant, string name) => name == PromptVariants.All || variant.Answers(name);

    private static bool IsKnown(string name, IReadOnlyList<SuiteRun> suites) =>
        name == PromptVariants.All || PromptVariants.Names.Contains(name)
        || suites.SelectMany(suite => suite.Set.Suite.Styles).SelectMany(StyleVariant.AllOf).Any(variant => variant.Answers(name));
}
