using System.Text;

namespace CodeBench.Generation.Tokens;

/// <summary>Makes text of ids one by one: a character that is not yet whole waits for its other bytes.</summary>
/// <param name="tokenizer">Gives the bytes.</param>
public sealed class StreamingText(ITokenizer tokenizer)
{
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();

    /// <summary>Takes an id.</summary>
    /// <returns>The text that is now whole; empty where bytes are missing. Bytes that can be no character are U+FFFD.</returns>
    public string Add(int id) => Decode(tokenizer.BytesOf(id), isEnd: false);

    /// <summary>Ends the text; from now on another may follow.</summary>
    /// <returns>U+FFFD where a character has remained incomplete, else nothing.</returns>
    public string End() => Decode([], isEnd: true);

    private string Decode(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        Span<char> characters = new char[_decoder.GetCharCount(bytes, isEnd)];
        var count = _decoder.GetChars(bytes, characters, isEnd);
        return new string(characters[..count]);
    }
}
