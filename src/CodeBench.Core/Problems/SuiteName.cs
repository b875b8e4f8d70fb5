using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CodeBench.Core.Problems;

/// <summary>The name of a suite and of the version of its data: "humaneval", "mbpp@sanitized".</summary>
/// <param name="Suite">The suite's own name: its folder below problems/. Lower case.</param>
/// <param name="Version">The version after the @; null stands for the suite's default version.</param>
public sealed partial record SuiteName(string Suite, string? Version)
{
    /// <summary>Reads "suite" or "suite@version".</summary>
    /// <returns>Whether <paramref name="text"/> has that form. Whether such a suite exists is <see cref="SuiteCatalog"/>'s to say.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SuiteName? name)
    {
        var match = Form().Match(text ?? "");
        name = match.Success ? new SuiteName(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : null) : null;
        return match.Success;
    }

    /// <summary>The name of the score that a part of the suite's tests gives: "humaneval+base" of "humaneval+".</summary>
    public SuiteName Part(string part) => this with { Suite = Suite + part };

    /// <summary>Which part of another suite this is; null where it is none.</summary>
    public string? PartIn(SuiteName whole) =>
        Version == whole.Version && Suite.Length > whole.Suite.Length && Suite.StartsWith(whole.Suite, StringComparison.Ordinal)
            ? Suite[whole.Suite.Length..]
            : null;

    /// <summary>The name as it is written in files and on the command line.</summary>
    public override string ToString() => Version is null ? Suite : $"{Suite}@{Version}";

    [GeneratedRegex(@"\A([a-z0-9][a-z0-9+._-]*)(?:@([A-Za-z0-9][A-Za-z0-9+._-]*))?\z")]
    private static partial Regex Form();
}
