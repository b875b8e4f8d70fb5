using System.CommandLine;
using System.CommandLine.Parsing;

namespace CodeBench.Cli.Settings;

/// <summary>Empty texts where a run folder is named, as a script writes them whose variable is not set (gate "$RUN"): refused before anything begins.</summary>
internal static class EmptyValues
{
    private const string RunFolder = "RUN";

    /// <summary>Refuses them in a command and all below it.</summary>
    public static void Refuse(Command command)
    {
        foreach (var option in command.Options.Where(option => option.HelpName == RunFolder))
        {
            option.Validators.Add(result => Check(result, option.Name));
        }

        foreach (var argument in command.Arguments.Where(argument => argument.Name.StartsWith(RunFolder, StringComparison.Ordinal)))
        {
            argument.Validators.Add(result => Check(result, argument.Name));
        }

        foreach (var inner in command.Subcommands)
        {
            Refuse(inner);
        }
    }

    private static void Check(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
        {
            result.AddError($"{name}: an empty text is no run folder. Is a variable not set?");
        }
    }
}
