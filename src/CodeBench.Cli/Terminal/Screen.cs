using Spectre.Console;

namespace CodeBench.Cli.Terminal;

/// <summary>The two streams of a command: results go to standard output, everything else to standard error.</summary>
public sealed class Screen
{
    /// <summary>The process's own streams.</summary>
    public Screen()
    {
        Out = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        // A pipe has no width of its own: tables are then as wide as they need to be, not folded at 80.
        if (Console.IsOutputRedirected)
        {
            Out.Profile.Width = 200;
        }

        if (Console.IsErrorRedirected)
        {
            Error.Profile.Width = 1000;
        }
    }

    /// <summary>Results: a table, or one JSON document.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Progress, remarks and faults.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Whether standard error is a terminal that a progress bar can be drawn on.</summary>
    public bool IsLive => !Console.IsErrorRedirected && Error.Profile.Capabilities.Ansi;

    /// <summary>Writes a line to standard error as it is, markup not interpreted.</summary>
    public void Say(string message) => Error.WriteLine(message);

    /// <summary>Writes a result to standard output as it is: never folded, never coloured.</summary>
    public void Print(string text) => Out.Profile.Out.Writer.WriteLine(text);
}
