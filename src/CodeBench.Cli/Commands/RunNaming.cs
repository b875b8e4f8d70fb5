using CodeBench.Core.Problems;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>Where a run goes that the user gave no folder: the same command finds its run again.</summary>
internal static class RunNaming
{
    /// <summary>runs/MODEL-SUITES-HASH below the working folder.</summary>
    public static string DefaultFolder(RunPlan plan)
    {
        var model = plan.Model is { } described ? described.GetValueOrDefault("name", "model") : "samples";
        var suites = string.Join('+', plan.Suites.Select(suite => SuiteName.WithoutVariant(suite.Suite)).Distinct());
        var name = string.Concat($"{model}-{suites}-{RunFolder.HashOf(plan)}".Select(letter => IsPlain(letter) ? letter : '_'));
        return Path.Combine("runs", name);
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '+' or '@' or '_';
}
