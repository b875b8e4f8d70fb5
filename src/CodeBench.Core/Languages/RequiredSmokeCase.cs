namespace CodeBench.Core.Languages;

/// <summary>A smoke program that every language must have.</summary>
/// <param name="Name">The case's name: its folder below smoke/.</param>
/// <param name="Verdict">The verdict that it gets, unless the language says otherwise.</param>
/// <param name="Task">What the program does, for who writes it.</param>
public sealed record RequiredSmokeCase(string Name, Verdict Verdict, string Task)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RequiredSmokeCase> All { get; } =
    [
        new("right", Verdict.Passed, "a function that adds, and two tests that it passes"),
        new("wrong", Verdict.WrongAnswer, "a function that subtracts where it should add, and a test that it fails"),
        new("does-not-compile", Verdict.CompileError, "the same with a mistake of syntax (in a language without compiler, one that its parser finds)"),
        new("throws", Verdict.RuntimeError, "a function that ends with an error which is no failed test: an index out of range, a null"),
        new("loops-for-ever", Verdict.TimedOut, "a function that never returns"),
        new("eats-memory", Verdict.MemoryExceeded, "takes memory without end, and writes to it"),
        new("floods-output", Verdict.OutputExceeded, "prints without end"),
        new("forks-without-end", Verdict.TimedOut, "starts processes without end (or threads), and goes on where one cannot be started"),
        new("leaves-a-child-behind", Verdict.Passed, "starts a process in the background that would sleep for an hour, and passes its test"),
        new("opens-a-socket", Verdict.RuntimeError, "connects to 192.0.2.1, and ends with the error of that"),
        new("writes-outside", Verdict.RuntimeError, "writes to /usr/lib, and ends with the error of that"),
        new("exits-early", Verdict.NoVerdict, "a function that ends the program with exit code 0, and a test that calls it"),
    ];
}
