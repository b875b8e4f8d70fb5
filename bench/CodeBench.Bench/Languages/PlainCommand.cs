namespace CodeBench.Bench.Languages;

/// <summary>How a user compiles and runs a program of a language by hand: an entry of bench/languages/plain.yaml.</summary>
public sealed class PlainCommand
{
    /// <summary>What stands for a number in <see cref="Comment"/>.</summary>
    public const string NumberMark = "{n}";

    /// <summary>The file that the program is written to, in a folder of its own.</summary>
    public required string File { get; init; }

    /// <summary>What the shell runs in that folder; exit status 0 where all went well.</summary>
    public required string Command { get; init; }

    /// <summary>A comment with a number: it makes equal programs different.</summary>
    public required string Comment { get; init; }

    /// <summary>MultiPL-E's ending of the language, where answers of a chat model are recorded; null where not.</summary>
    public string? Answers { get; init; }

    /// <summary>The suite whose reference solutions are run; null where it has none in this language.</summary>
    public string? References { get; init; }

    /// <summary>How many times as fast the judge should be, at least.</summary>
    public double Target { get; init; } = 0.95;

    /// <summary>A program that is equal to another but for a comment at its end.</summary>
    public string Numbered(string program, int number) =>
        $"{program.TrimEnd('\n')}\n{Comment.Replace(NumberMark, $"{number}", StringComparison.Ordinal)}\n";
}
