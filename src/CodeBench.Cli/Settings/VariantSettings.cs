using System.CommandLine;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Prompts.Variants;

namespace CodeBench.Cli.Settings;

/// <summary>How else the same is asked: --prompt-variants.</summary>
public sealed class VariantSettings
{
    private readonly Option<string[]> _variants = new("--prompt-variants")
    {
        Description = "Ask the same problems under variants of their prompts too, and show the spread: names, kinds (trailing-newline, indentation, docstring, wording, "
            + "shot-order) or all (docs/prompt-variants.md).",
        HelpName = "V,..",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_variants);

    /// <summary>The names of variants and kinds, each once; those that cannot be names go to the collector.</summary>
    public IReadOnlyList<string> NamesOf(ParseResult arguments, FaultCollector faults)
    {
        // The prompts as they are take part in any case.
        List<string> names =
        [
            .. (arguments.GetValue(_variants) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).Distinct().Where(name => name != PromptVariants.Baseline),
        ];
        foreach (var wrong in names.Where(name => !SuiteName.IsVariant(name)).ToList())
        {
            faults.Add(new Fault("--prompt-variants", null, null, $"\"{wrong}\" is no name of a variant"));
            names.Remove(wrong);
        }

        return names;
    }
}
