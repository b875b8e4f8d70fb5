using System.CommandLine;

namespace CodeBench.Cli.Commands;

/// <summary>A command whose own help shows examples; where commands are listed, its description is enough.</summary>
/// <param name="name">The word on the command line.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Command lines, without the program's name.</param>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>The command lines, without the program's name.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Puts the examples into the help: for when the help is this command's own.</summary>
    public void ShowExamples() =>
        Description = $"{Description}\n\nExample:\n{string.Join('\n', examples.Select(example => "  codebench " + example))}";
}
