using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CodeBench.Core.Problems;

/// <summary>The name of a suite, of the version of its data and of how its prompts are varied: "humaneval", "mbpp@sanitized", "humaneval~indentation-tab".</summary>
/// <param name="Suite">The suite's own name: its folder below problems/. Lower case.</param>
/// <param name="Version">The version after the @; null stands for the suite's default version.</param>
/// <param name="PromptVariant">The prompt variant after the ~; null stands for the prompts as they are.</param>
public sealed partial record SuiteName(string Suite, string? Version, string? PromptVariant = null)
{
    /// <summary>What stands between suite and prompt variant: neither names nor versions have it, nor do shells expand it there.</summary>
    public const char VariantMark = '~';

    /// <summary>Reads "suite", "suite@version", or either of them with "~variant" behind it.</summary>
    /// <returns>Whether <paramref name="text"/> has that form. Whether such a suite exists is <see cref="SuiteCatalog"/>'s to say.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SuiteName? name)
    {
        var match = Form().Match(text ?? "");
        name = match.Success ? new SuiteName(match.Groups[1].Value, Part(match.Groups[2]), Part(match.Groups[3])) : null;
        return match.Success;

        static string? Part(Group group) => group.Success ? group.Value : null;
    }

    /// <summary>The suite's name without the prompt variant: that of the problems, however they are asked.</summary>
    /// <param name="name">A name as it stands in files.</param>
    public static string WithoutVariant(string name) => name.Split(VariantMark)[0];

    /// <summary>Whether a text can be the name of a prompt variant.</summary>
    public static bool IsVariant(string text) => TryParse("x" + VariantMark + text, out _);

    /// <summary>The name of the score that a part of the suite's tests gives: "humaneval+base" of "humaneval+".</summary>
    public SuiteName Part(string part) => this with { Suite = Suite + part };

    /// <summary>Which part of another suite this is; null where it is none.</summary>
    public string? PartIn(SuiteName whole) =>
        (Version, PromptVariant) == (whole.Version, whole.PromptVariant) && Suite.Length > whole.Suite.Length && Suite.StartsWith(whole.Suite, StringComparison.Ordinal)
            ? Suite[whole.Suite.Length..]
            : null;

    /// <summary>The name as it is written in files and on the command line.</summary>
    public override string ToString() =>
        Suite + (Version is null ? "" : $"@{Version}") + (PromptVariant is null ? "" : $"{VariantMark}{PromptVariant}");

    [GeneratedRegex(@"\A([a-z0-9][a-z0-9+._-]*)(?:@([A-Za-z0-9][A-Za-z0-9+._-]*))?(?:~([a-z0-9][a-z0-9-]*))?\z")]
    private static partial Regex Form();
}
