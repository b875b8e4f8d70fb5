using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Languages.Scaffold;

namespace CodeBench.Cli.Commands;

/// <summary>Makes the folder of a new language, with blanks to be filled in.</summary>
/// <param name="tools">What it works with.</param>
public sealed class NewLanguageCommand(Toolbox tools) : ICommandFactory
{
    private readonly Argument<string> _id = new("ID") { Description = "The folder's name below languages/: lower-case letters, digits and '-'." };
    private readonly Option<string> _file = new("--file") { Description = "The file that programs are written to.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _name = new("--name") { Description = "The name for people. Default: ID with a capital letter.", HelpName = "TEXT" };
    private readonly Option<string[]> _packages = new("--packages") { Description = "Debian's packages that have the language.", HelpName = "PACKAGE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _compile = new("--compile") { Description = "The command that compiles; without it, programs are run as they are.", HelpName = "COMMAND" };
    private readonly Option<string?> _run = new("--run") { Description = "The command that runs.", HelpName = "COMMAND" };

    /// <inheritdoc/>
    public Command Create()
    {
        var output = new OutputSettings();
        var command = new ExampleCommand(
            "new",
            "Make the folder of a new language. What is still to be filled in is marked; languages check says what is left.",
            "languages new fortran --file program.f90 --packages gfortran --compile \"gfortran -o program program.f90\" --run ./program")
        {
            _id, _file, _name, _packages, _compile, _run,
        };
        output.AddJsonTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            var folder = LanguageScaffold.Create(tools.Folders.Languages, new LanguageDraft
            {
                Id = arguments.GetValue(_id)!,
                Name = arguments.GetValue(_name),
                FileName = arguments.GetValue(_file)!,
                Packages = arguments.GetValue(_packages) ?? [],
                Compile = arguments.GetValue(_compile),
                Run = arguments.GetValue(_run),
            });
            var rows = LanguageBlanks.Find(folder).Select(blank => new BlankRow(blank.Where, blank.Line ?? 1, blank.Message)).ToList();
            Terminal.RowPrinter.Print(tools.Screen, rows, output.JsonOf(arguments));
            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    private sealed record BlankRow(string File, int Line, string Blank);
}
