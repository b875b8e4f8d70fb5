using System.Text;
using System.Text.RegularExpressions;

namespace CodeBench.Training.Tokens;

/// <summary>
/// Trains a byte-level BPE vocabulary (Sennrich et al. 2016, GPT-2's byte alphabet). The same texts give the same vocabulary on every
/// machine: of equally frequent pairs the one with the smaller ids is merged.
/// </summary>
public static partial class BpeTrainer
{
    private const int Bytes = 256;
    private const int LeastCount = 2;

    /// <summary>Trains on texts.</summary>
    /// <param name="texts">The texts; one that comes twice counts twice.</param>
    /// <param name="size">The most tokens: 257 (bytes and end of text) or more. Fewer come out where no pair is frequent any more.</param>
    public static BpeVocabulary Train(IEnumerable<string> texts, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Bytes + 1);
        var tokens = ByteAlphabet.Characters.Select(character => character.ToString()).ToList();
        var merges = new List<(string, string)>();
        var words = CountWords(texts);
        while (tokens.Count < size - 1 && MostFrequentPair(words) is { } pair)
        {
            merges.Add((tokens[pair.Left], tokens[pair.Right]));
            foreach (var (ids, _) in words)
            {
                Merge(ids, pair, tokens.Count);
            }

            tokens.Add(tokens[pair.Left] + tokens[pair.Right]);
        }

        return new BpeVocabulary([.. tokens, BpeVocabulary.EndOfText], merges);
    }

    /// <summary>The words of a text, which no token crosses; together they are the text.</summary>
    public static IEnumerable<string> Split(string text) => Words().Matches(text).Select(match => match.Value);

    private static List<(List<int> Ids, int Count)> CountWords(IEnumerable<string> texts) =>
        [.. texts
            .SelectMany(Split)
            .CountBy(word => word)
            .Select(word => (Encoding.UTF8.GetBytes(word.Key).Select(value => (int)value).ToList(), word.Value))];

    private static (int Left, int Right)? MostFrequentPair(List<(List<int> Ids, int Count)> words)
    {
        var counts = new Dictionary<(int Left, int Right), int>();
        foreach (var (ids, count) in words)
        {
            for (var i = 1; i < ids.Count; i++)
            {
                var pair = (ids[i - 1], ids[i]);
                counts[pair] = counts.GetValueOrDefault(pair) + count;
            }
        }

        var best = counts
            .Where(entry => entry.Value >= LeastCount)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key)
            .FirstOrDefault();
        return best.Value == 0 ? null : best.Key;
    }

    private static void Merge(List<int> ids, (int Left, int Right) pair, int merged)
    {
        for (var i = 0; i + 1 < ids.Count; i++)
        {
            if (ids[i] == pair.Left && ids[i + 1] == pair.Right)
            {
                ids[i] = merged;
                ids.RemoveAt(i + 1);
            }
        }
    }

    /// <summary>GPT-2's pattern.</summary>
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Words();
}
