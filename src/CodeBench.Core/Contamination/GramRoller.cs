using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CodeBench.Core.Contamination;

/// <summary>Cuts UTF-8 into tokens and makes a hash of each eight in a row, over pieces of any size, without making any text.</summary>
/// <remarks>
/// <para>A token is as many letters, digits, underscores and characters beyond ASCII as stand together, or as many other visible characters as stand together; white
/// space only parts them. Case is kept.</para>
/// <para>A token's hash is that of its bytes; a gram's is a polynomial in the hashes of its tokens (R. M. Karp and M. O. Rabin, Efficient randomized pattern-matching
/// algorithms, IBM Journal of Research and Development 31, 1987), modulo 2^64. Grams with the same hash are taken for the same: that any of n grams of a corpus is
/// mistaken for one of m has a chance of some n * m / 2^64, which is 1 in 200 for a corpus of 4 TB and 100,000 grams.</para>
/// </remarks>
/// <typeparam name="TSink">Takes the grams.</typeparam>
internal sealed class GramRoller<TSink>
    where TSink : struct, IGramSink
{
    private const byte Space = 0;
    private const byte Word = 1;
    private const byte Mark = 2;
    private const int Block = 64;
    private const int Step = sizeof(ulong);
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Factor = 0xBF58476D1CE4E5B9;
    private const ulong Base = 0xD6E8FEB86659FD93;
    private const ulong Square = unchecked(Base * Base);
    private const ulong Oldest = unchecked(Square * Square * Square * Square); // the base to the power of a gram's length
    private const int Last = Gram.Length - 1;

    private static readonly byte[] Kinds = [.. Enumerable.Range(0, 256).Select(KindOf)];

    private readonly ulong[] _tokens = new ulong[Gram.Length];
    private readonly long[] _starts = new long[Gram.Length];
    private readonly TSink _sink;
    private long _offset;
    private ulong _gram;

    // The token that the text's last piece ended in, as far as it is known: all of it but up to seven bytes is in the hash.
    private byte _kind;
    private long _start;
    private ulong _hash;
    private ulong _rest;
    private int _restLength;

    /// <summary>A roller at the beginning of a text.</summary>
    /// <param name="sink">Takes the grams.</param>
    public GramRoller(TSink sink) => _sink = sink;

    /// <summary>How many whole tokens the text has had so far.</summary>
    public long Tokens { get; private set; }

    /// <summary>The next piece of the text; a token that reaches its end may go on in the next.</summary>
    public void Feed(ReadOnlySpan<byte> piece)
    {
        var at = 0;
        while (_kind != Space && at < piece.Length)
        {
            Take(piece[at++]);
        }

        at += TakeBlocks(piece[at..]);
        foreach (var value in piece[at..])
        {
            Take(value);
        }
    }

    /// <summary>Ends the text; another may begin.</summary>
    public void End()
    {
        Take((byte)'\n');
        Array.Clear(_tokens);
        (_gram, _offset, Tokens) = (0, 0, 0);
    }

    // Whole tokens, as long as a block of bytes and a step beyond it are there. Gives the number of bytes; a token that goes on behind the last block is not among them.
    // Compiled as well as can be from the first call on: this is where the time goes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int TakeBlocks(ReadOnlySpan<byte> piece)
    {
        var (at, start) = (0, -1);
        // In registers: one token's gram waits for that of the token before.
        var (gram, count) = (_gram, Tokens);
        var (wordBefore, markBefore) = (0UL, 0UL);
        for (; at + Block + Step <= piece.Length; at += Block)
        {
            var (words, marks) = KindsOf(piece.Slice(at, Block));
            var (afterWord, afterMark) = ((words << 1) | wordBefore, (marks << 1) | markBefore);
            var starts = (words & ~afterWord) | (marks & ~afterMark);
            var ends = (afterWord & ~words) | (afterMark & ~marks);
            (wordBefore, markBefore) = (words >> (Block - 1), marks >> (Block - 1));
            if (start < 0 && starts != 0)
            {
                start = at + BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
            }

            for (; ends != 0; ends &= ends - 1)
            {
                Add(HashOf(piece, start, at + BitOperations.TrailingZeroCount(ends)), _offset + start, ref gram, ref count);
                start = starts == 0 ? -1 : at + BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
            }
        }

        (_gram, Tokens) = (gram, count);
        var taken = start < 0 ? at : start;
        _offset += taken;
        return taken;
    }

    // A bit for each byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Words, ulong Marks) KindsOf(ReadOnlySpan<byte> block)
    {
        var (low, lowMarks) = HalfOf(Vector256.Create(block[..(Block / 2)]));
        var (high, highMarks) = HalfOf(Vector256.Create(block[(Block / 2)..]));
        return (low | ((ulong)high << (Block / 2)), lowMarks | ((ulong)highMarks << (Block / 2)));
    }

    // The same as KindOf says.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Words, uint Marks) HalfOf(Vector256<byte> bytes)
    {
        var letters = Vector256.LessThanOrEqual((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)('z' - 'a')));
        var digits = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        var words = (letters | digits | Vector256.Equals(bytes, Vector256.Create((byte)'_')) | bytes).ExtractMostSignificantBits();
        var spaces = (Vector256.LessThanOrEqual(bytes, Vector256.Create((byte)' ')) | Vector256.Equals(bytes, Vector256.Create((byte)0x7F))).ExtractMostSignificantBits();
        return (words, ~(words | spaces));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashOf(ReadOnlySpan<byte> piece, int start, int end)
    {
        var hash = Seed;
        for (; end - start >= Step; start += Step)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(piece.Slice(start, Step)));
        }

        return Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(piece.Slice(start, Step)) & ~(ulong.MaxValue << (8 * (end - start))));
    }

    // A byte where there is no block: at the ends of pieces. Comes to the same hashes.
    private void Take(byte value)
    {
        var kind = Kinds[value];
        if (kind != _kind)
        {
            if (_kind != Space)
            {
                var (gram, count) = (_gram, Tokens);
                Add(Mix(_hash, _rest), _start, ref gram, ref count);
                (_gram, Tokens) = (gram, count);
            }

            (_kind, _start, _hash, _rest, _restLength) = (kind, _offset, Seed, 0, 0);
        }

        _offset++;
        _rest |= (ulong)value << (8 * _restLength++);
        if (_restLength == Step)
        {
            (_hash, _rest, _restLength) = (Mix(_hash, _rest), 0, 0);
        }
    }

    // No token has a byte that is 0, so what is missing of the last step says how long it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong step)
    {
        var mixed = (hash ^ step) * Factor;
        return mixed ^ (mixed >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong token, long start, ref ulong gram, ref long count)
    {
        var place = (int)count & Last;
        gram = (gram * Base) + token - (_tokens[place] * Oldest);
        (_tokens[place], _starts[place]) = (token, start);
        count++;
        if (count >= Gram.Length)
        {
            _sink.Take(gram, _starts[(int)count & Last]);
        }
    }

    private static byte KindOf(int value) => (char)value switch
    {
        <= ' ' or (char)0x7F => Space,
        '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or >= (char)0x80 => Word,
        _ => Mark,
    };
}
