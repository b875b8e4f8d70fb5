using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;

namespace CodeBench.Cli.Commands;

/// <summary>All commands with their options, as System.CommandLine reads them.</summary>
public static class CommandTree
{
    /// <summary>Makes it.</summary>
    /// <param name="tools">What the commands work with.</param>
    public static RootCommand Create(Toolbox tools)
    {
        var root = new RootCommand(
            "CodeBench tells how well a language-model checkpoint writes code: it samples completions, runs their tests in containers, "
            + "and computes pass@k with honest intervals.\n\nBegin with:\n  codebench doctor\n  codebench demo");
        ICommandFactory[] commands =
        [
            new DemoCommand(tools),
            new RunCommand(tools, generateOnly: false),
            new RunCommand(tools, generateOnly: true),
            new StageCommand(tools, StageCommand.Stage.Execute),
            new StageCommand(tools, StageCommand.Stage.Score),
            new StageCommand(tools, StageCommand.Stage.Report),
            new MergeCommand(tools),
            new SubmitCommand(tools),
            new CompareCommand(tools),
            new GateCommand(tools),
            new ContaminationCommand(tools),
            new EvaluateCommand(tools),
            new JudgeCommand(tools),
            new TokenizeCommand(tools),
            new CompleteCommand(tools),
            new SuitesCommand(tools),
            new LanguagesCommand(tools),
            new DoctorCommand(tools),
        ];
        foreach (var command in commands)
        {
            root.Add(command.Create());
        }

        EmptyValues.Refuse(root);
        return root;
    }

    /// <summary>A command's examples: command lines, without the program's name.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => (command as ExampleCommand)?.Examples ?? [];
}
