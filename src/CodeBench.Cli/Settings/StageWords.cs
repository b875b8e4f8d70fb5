using System.CommandLine;

namespace CodeBench.Cli.Settings;

/// <summary>What of one command's options another command is given.</summary>
internal static class StageWords
{
    /// <summary>The other command, with those options that it has too. Each value stands behind an equals sign, so that none is taken for an option.</summary>
    /// <param name="parsed">The one's command line.</param>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, Command from, Command to)
    {
        var words = new List<string> { to.Name };
        foreach (var option in from.Options.Where(option => parsed.IsGiven(option) && to.Options.Any(other => other.Name == option.Name)))
        {
            var values = parsed.GetResult(option)!.Tokens;
            words.AddRange(values.Count == 0 ? [option.Name] : values.Select(value => $"{option.Name}={value.Value}"));
        }

        return words;
    }
}
