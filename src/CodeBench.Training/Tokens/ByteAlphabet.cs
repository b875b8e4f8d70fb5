using System.Collections.Immutable;

namespace CodeBench.Training.Tokens;

/// <summary>
/// GPT-2's way to write any byte as one visible character, which tokenizer.json files use: bytes that are visible in Latin-1 stand for
/// themselves, the others for U+0100 and up, in order.
/// </summary>
public static class ByteAlphabet
{
    /// <summary>The character of each of the 256 bytes.</summary>
    public static ImmutableArray<char> Characters { get; } = Make();

    private static ImmutableArray<char> Make()
    {
        var characters = ImmutableArray.CreateBuilder<char>(256);
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var visible = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters.Add((char)(visible ? value : next++));
        }

        return characters.MoveToImmutable();
    }
}
