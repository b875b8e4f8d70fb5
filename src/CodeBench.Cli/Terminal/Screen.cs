using Spectre.Console;

namespace CodeBench.Cli.Terminal;

/// <summary>The two streams of a command: results go to standard output, everything else to standard error.</summary>
public sealed class Screen
{
    // What a pipe is taken for, which has no width of its own: nothing is folded.
    private const int WideTable = 220;
    private const int WideLine = 4000;

    private Screen(IAnsiConsole @out, IAnsiConsole error, bool isLive) => (Out, Error, IsLive) = (@out, error, isLive);

    /// <summary>Results: a table, or one JSON document.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Progress, remarks and faults.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Whether standard error is a terminal that a progress bar can be drawn on.</summary>
    public bool IsLive { get; }

    /// <summary>The process's own streams.</summary>
    public static Screen OfProcess()
    {
        var @out = On(Console.Out, Console.IsOutputRedirected ? WideTable : null);
        var error = On(Console.Error, Console.IsErrorRedirected ? WideLine : null);
        return new Screen(@out, error, !Console.IsErrorRedirected && error.Profile.Capabilities.Ansi);
    }

    /// <summary>Streams that are no terminals, as in a pipe.</summary>
    public static Screen Of(TextWriter @out, TextWriter error) => new(On(@out, WideTable), On(error, WideLine), isLive: false);

    /// <summary>Writes a line to standard error as it is, markup not interpreted.</summary>
    public void Say(string message) => Error.WriteLine(message);

    /// <summary>Writes a result to standard output as it is: never folded, never coloured.</summary>
    public void Print(string text) => Out.Profile.Out.Writer.WriteLine(text);

    private static IAnsiConsole On(TextWriter writer, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width ?? console.Profile.Width;
        return console;
    }
}
