using System.Text;

namespace CodeBench.Generation.Tokens;

/// <summary>GPT-2's way of writing bytes as visible characters: the printable ones stand for themselves, the others for U+0100 onwards.</summary>
internal static class ByteAlphabet
{
    private static readonly Dictionary<char, byte> Bytes = Make();
    private static readonly char[] Characters = [.. Bytes.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The bytes of a token that is written so; null where it has a character that no byte is written as.</summary>
    public static byte[]? BytesOf(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!Bytes.TryGetValue(token[i], out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    /// <summary>A text's UTF-8 bytes, written so.</summary>
    public static string Write(string text)
    {
        var written = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            written.Append(Characters[one]);
        }

        return written.ToString();
    }

    /// <summary>A byte, written so.</summary>
    public static string Write(byte one) => Characters[one].ToString();

    private static Dictionary<char, byte> Make()
    {
        var bytes = new Dictionary<char, byte>();
        var next = '\u0100';
        for (var one = 0; one < 256; one++)
        {
            var isVisible = one is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            bytes[isVisible ? (char)one : next++] = (byte)one;
        }

        return bytes;
    }
}
