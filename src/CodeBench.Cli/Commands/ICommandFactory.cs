using System.CommandLine;

namespace CodeBench.Cli.Commands;

/// <summary>One command of the command line.</summary>
public interface ICommandFactory
{
    /// <summary>The command with its options, its help and its action.</summary>
    Command Create();
}
