using CodeBench.Core.Faults;

namespace CodeBench.Cli.Composition;

/// <summary>A line of doctor's report.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="State">One of the words below.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Mend">The command that mends it; empty where there is nothing to mend.</param>
public sealed record Finding(string Check, string State, string Detail, string Mend)
{
    /// <summary>It is as it should be.</summary>
    public const string Fine = "ok";

    /// <summary>It is not there, and only some commands need it.</summary>
    public const string Absent = "absent";

    /// <summary>It works, but with less room than is good: results may differ from those of other machines.</summary>
    public const string Tight = "tight";

    /// <summary>It could not be told, since the machine is doing other things.</summary>
    public const string Busy = "busy";

    /// <summary>It is not there, and nothing works without it.</summary>
    public const string Missing = "missing";

    /// <summary>What could not be looked at, since something that it is read from is wrong: a variable of the environment, a file.</summary>
    public static Finding Of(string check, InvalidInputException exception) =>
        new(check, Missing, string.Join(' ', exception.Faults), "set right what is named");
}
