using System.Runtime.CompilerServices;

namespace CodeBench.Cli.Speed;

/// <summary>
/// A fixed piece of work for one processor, of the kind that the programs of a suite are: an interpreter that dispatches one
/// small instruction after the other, multiplies, divides, branches, and reads and writes a table of half a mebibyte in no
/// order that a processor could foresee. The same instructions on every machine, so that only the time differs.
/// </summary>
public static class SpeedWorkload
{
    /// <summary>What <see cref="Run"/> gives: whoever changes the work changes this, and then the reference figure is of something else.</summary>
    public const long Result = 2_753_217_933_366_526_240;

    /// <summary>
    /// The processor time that it took on the reference machine: the one on which the times of the suites' slowest reference
    /// solutions were taken (one AMD EPYC virtual processor, .NET 10, November 2025).
    /// </summary>
    public static readonly TimeSpan Reference = TimeSpan.FromMilliseconds(138);

    private const int Rounds = 6_000_000;
    private const int TableSize = 1 << 16;

    private enum Op
    {
        Multiply,
        Add,
        Shift,
        Mask,
        Remainder,
        Load,
        Store,
        SkipIfOdd,
        Mix,
        Repeat,
        End,
    }

    /// <summary>Does the work, on the calling thread; takes some tenths of a second.</summary>
    /// <returns><see cref="Result"/>. It depends on every step, so that no compiler can leave one out.</returns>
    // Compiled once, with all optimisations: a first run in the quick compiler's code would measure that compiler.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Run()
    {
        // Each instruction is an operation and three registers: target, left, right.
        (Op Op, int Target, int Left, int Right)[] code =
        [
            (Op.Multiply, 0, 0, 4), // a linear congruential generator
            (Op.Add, 0, 0, 5),
            (Op.Shift, 1, 0, 6), // a place in the table, from its upper bits
            (Op.Mask, 1, 1, 7),
            (Op.Remainder, 2, 0, 8),
            (Op.Load, 3, 1, 0),
            (Op.SkipIfOdd, 3, 3, 0), // as good as random: the processor guesses wrong half of the time
            (Op.Mix, 9, 3, 2),
            (Op.Add, 3, 3, 2),
            (Op.Store, 3, 1, 0),
            (Op.Repeat, 10, 0, 0),
            (Op.End, 0, 0, 0),
        ];
        long[] registers = [1, 0, 0, 0, 6364136223846793005, 1442695040888963407, 33, TableSize - 1, 1009, 0, Rounds];
        var table = new long[TableSize];
        for (var at = 0; ; at++)
        {
            var (op, target, left, right) = code[at];
            switch (op)
            {
                case Op.Multiply:
                    registers[target] = registers[left] * registers[right];
                    break;
                case Op.Add:
                    registers[target] = registers[left] + registers[right];
                    break;
                case Op.Shift:
                    registers[target] = registers[left] >>> (int)registers[right];
                    break;
                case Op.Mask:
                    registers[target] = registers[left] & registers[right];
                    break;
                case Op.Remainder:
                    registers[target] = registers[left] % registers[right];
                    break;
                case Op.Load:
                    registers[target] = table[registers[left]];
                    break;
                case Op.Store:
                    table[registers[left]] = registers[target];
                    break;
                case Op.SkipIfOdd:
                    at += (int)(registers[left] & 1);
                    break;
                case Op.Mix:
                    registers[target] = (registers[target] * 31) ^ registers[left] ^ registers[right];
                    break;
                case Op.Repeat:
                    at = --registers[target] > 0 ? -1 : at;
                    break;
                default:
                    return registers[9];
            }
        }
    }
}
