using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using CodeBench.Cli.Commands;

namespace CodeBench.Cli.Tests;

/// <summary>The commands' descriptions and options as a page in Markdown: docs/commands.md.</summary>
internal static class CommandReference
{
    /// <summary>Writes it.</summary>
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder("""
            # Commands

            What `--help` behind each command says, on one page; a test keeps it the same (`CODEBENCH_WRITE_DOCS=1 tests/run --fast Cli` writes it anew).
            Where several values may stand behind an option, it may be given several times as well. Exit statuses: [files](files.md).

            """);
        Write(page, root, "codebench");
        return page.ToString().TrimEnd() + "\n";
    }

    private static void Write(StringBuilder page, Command parent, string path)
    {
        foreach (var command in parent.Subcommands)
        {
            var name = $"{path} {command.Name}";
            if (command.Subcommands.Count == 0)
            {
                WriteOne(page, command, name);
            }

            Write(page, command, name);
        }
    }

    private static void WriteOne(StringBuilder page, Command command, string name)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"\n## {name}\n\n{Cell(command.Description!)}\n");
        foreach (var example in CommandTree.ExamplesOf(command))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"    codebench {example}");
        }

        page.AppendLine();
        page.AppendLine("| | default | |\n| :- | :- | :- |");
        foreach (var argument in command.Arguments)
        {
            Row(page, $"`<{argument.HelpName ?? argument.Name}>`{(argument.Arity.MaximumNumberOfValues > 1 ? " .." : "")}", argument.Arity.MinimumNumberOfValues > 0, "", argument.Description);
        }

        foreach (var option in command.Options.Where(option => option is not HelpOption))
        {
            var names = string.Join(", ", option.Aliases.Prepend(option.Name).OrderBy(alias => alias.Length).Select(alias => $"`{alias}`"));
            var value = option.ValueType == typeof(bool) ? "" : $" `{option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}`";
            Row(page, names + value, option.Required, DefaultOf(option), option.Description);
        }
    }

    private static string DefaultOf(Option option) => option.ValueType == typeof(bool) || !option.HasDefaultValue ? "" : option.GetDefaultValue() switch
    {
        null or Array => "",
        var value => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
    };

    private static void Row(StringBuilder page, string name, bool required, string defaultValue, string? description) =>
        page.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(name)} | {(required ? "required" : defaultValue)} | {Cell(description ?? "")} |");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
