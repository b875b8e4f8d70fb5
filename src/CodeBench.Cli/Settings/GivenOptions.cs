using System.CommandLine;
using CodeBench.Core.Faults;

namespace CodeBench.Cli.Settings;

/// <summary>Options that the user gave, and did not leave to their defaults.</summary>
internal static class GivenOptions
{
    /// <summary>Whether an option was given.</summary>
    public static bool IsGiven(this ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };

    /// <summary>A fault for each of some options that was given.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="options">The options that may not be.</param>
    /// <param name="why">What is said of each.</param>
    /// <param name="faults">Takes the faults.</param>
    public static void Refuse(this ParseResult arguments, IEnumerable<Option> options, string why, FaultCollector faults)
    {
        foreach (var option in options.Where(arguments.IsGiven))
        {
            faults.Add(new Fault(option.Name, null, null, why));
        }
    }
}
