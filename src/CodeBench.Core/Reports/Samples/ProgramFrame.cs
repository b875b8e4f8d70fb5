namespace CodeBench.Core.Reports.Samples;

/// <summary>What the programs of a problem have in common: the code of a sample stands between two texts.</summary>
/// <param name="Head">What stands in front of it.</param>
/// <param name="Tail">What stands behind it: the tests.</param>
public sealed record ProgramFrame(string Head, string Tail)
{
    /// <summary>Whether a program is this frame around a code.</summary>
    public bool Fits(string program, string code) =>
        program.Length == Head.Length + code.Length + Tail.Length
        && program.StartsWith(Head, StringComparison.Ordinal)
        && program.AsSpan(Head.Length).StartsWith(code, StringComparison.Ordinal)
        && program.EndsWith(Tail, StringComparison.Ordinal);

    /// <summary>The frame of a program; null where the code does not stand in it as it is.</summary>
    public static ProgramFrame? Of(string program, string code)
    {
        var at = program.IndexOf(code, StringComparison.Ordinal);
        return at < 0 ? null : new ProgramFrame(program[..at], program[(at + code.Length)..]);
    }
}
