using System.Text;

namespace CodeBench.Training.Tokens;

/// <summary>Texts to ids and back with a trained vocabulary: in each word the earliest learned merge goes first.</summary>
public sealed class BpeEncoder
{
    private readonly BpeVocabulary _vocabulary;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<(string Left, string Right), int> _ranks;
    private readonly Dictionary<char, byte> _bytes;

    /// <summary>An encoder for a vocabulary.</summary>
    public BpeEncoder(BpeVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _ids = vocabulary.Tokens.Index().ToDictionary(token => token.Item, token => token.Index, StringComparer.Ordinal);
        _ranks = vocabulary.Merges.Index().ToDictionary(merge => merge.Item, merge => merge.Index);
        _bytes = ByteAlphabet.Characters.Index().ToDictionary(letter => letter.Item, letter => (byte)letter.Index);
    }

    /// <summary>The ids of a text; the end of text is never among them.</summary>
    public IReadOnlyList<int> Encode(string text) => [.. BpeTrainer.Split(text).SelectMany(EncodeWord)];

    /// <summary>The bytes of ids, read as UTF-8. No special tokens.</summary>
    public string Decode(IEnumerable<int> ids) =>
        Encoding.UTF8.GetString([.. ids.SelectMany(id => _vocabulary.Tokens[id]).Select(letter => _bytes[letter])]);

    private IEnumerable<int> EncodeWord(string word)
    {
        var parts = Encoding.UTF8.GetBytes(word).Select(value => ByteAlphabet.Characters[value].ToString()).ToList();
        while (parts.Count > 1)
        {
            var (rank, at) = Enumerable.Range(0, parts.Count - 1)
                .Select(i => (_ranks.GetValueOrDefault((parts[i], parts[i + 1]), int.MaxValue), i))
                .Min();
            if (rank == int.MaxValue)
            {
                break;
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        return parts.Select(part => _ids[part]);
    }
}
