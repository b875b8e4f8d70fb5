namespace CodeBench.Core.Languages;

/// <summary>One command of a program's life. A step that does not exit with 0 is the last one.</summary>
/// <param name="Kind">Whether it compiles or runs the program.</param>
/// <param name="Command">The command and its arguments; started in the program's working folder, without a shell.</param>
/// <param name="Limits">What it may use.</param>
public sealed record Step(StepKind Kind, IReadOnlyList<string> Command, Limits Limits)
{
    /// <summary>
    /// Whether a process that is kept warm does it, where that is in use: the compile server compiles, the helper starts runs. Default: a
    /// fresh process.
    /// </summary>
    public bool Warm { get; init; }

    /// <summary>How a compiler in this process does it in place of the command; null where only the command does.</summary>
    public HostCompilation? Host { get; init; }
}
