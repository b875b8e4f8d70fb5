using System.Globalization;
using System.Text;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>Ids that mean themselves: a letter is an id, and an id is its number between angle brackets. For checkpoints that have no tokenizer of their own.</summary>
/// <param name="vocabulary">How many ids there are.</param>
/// <param name="first">Which id the character with the code 0 has, counted around the vocabulary.</param>
internal sealed class LetterTokenizer(int vocabulary = 512, int first = 300) : ITokenizer
{
    public int VocabularySize => vocabulary;

    public string Kind => "letters";

    public IReadOnlyList<int> Encode(string text) => [.. text.Select(letter => (first + letter) % vocabulary)];

    public ReadOnlySpan<byte> BytesOf(int id) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<{id}>"));
}
