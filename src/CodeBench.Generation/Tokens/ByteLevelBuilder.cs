using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Splitting;
using Microsoft.ML.Tokenizers;

namespace CodeBench.Generation.Tokens;

/// <summary>Makes the tokenizer of a vocabulary in the byte alphabet and its merges.</summary>
/// <param name="file">The file to be named in faults.</param>
internal sealed class ByteLevelBuilder(string file)
{
    /// <summary>The tokens in the byte alphabet, by id.</summary>
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    /// <summary>The pairs that are merged, the first first.</summary>
    public required IReadOnlyList<(string Left, string Right)> Merges { get; init; }

    /// <summary>The tokens that are found in the text first.</summary>
    public required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>What is done to the text between added tokens.</summary>
    public required Func<string, string> Normalize { get; init; }

    /// <summary>The splits in order.</summary>
    public required IReadOnlyList<TextSplit> Splits { get; init; }

    /// <summary>Whether a piece that is a token needs no merges.</summary>
    public bool IgnoresMerges { get; init; }

    /// <summary>The tokenizer.</summary>
    /// <exception cref="InvalidInputException">Tokens and merges do not fit together.</exception>
    public ITokenizer Build(string kind)
    {
        var bytes = ReadBytes();
        CheckMerges();
        var model = BpeTokenizer.Create(new BpeOptions(Vocabulary)
        {
            ByteLevel = true,
            Merges = Merges.Select(pair => $"{pair.Left} {pair.Right}"),
        });
        var parts = new SplittingParts(Added, Normalize, Splits, IgnoresMerges ? Vocabulary : null, bytes);
        return new SplittingTokenizer(kind, parts, model);
    }

    private TokenBytes ReadBytes()
    {
        var added = Added.Select(token => token.Id).ToHashSet();
        var bytes = new Dictionary<int, byte[]>();
        foreach (var (token, id) in Vocabulary.Where(pair => !added.Contains(pair.Value)))
        {
            var own = ByteAlphabet.BytesOf(token) ?? throw Wrong("vocab", $"The token \"{token}\" (id {id}) is not written in the byte alphabet: only byte-level vocabularies are understood.");
            if (!bytes.TryAdd(id, own))
            {
                throw Wrong("vocab", $"The id {id} is that of two tokens.");
            }
        }

        foreach (var token in Added)
        {
            bytes[token.Id] = token.Special ? [] : Encoding.UTF8.GetBytes(token.Content);
        }

        return new TokenBytes(bytes);
    }

    private void CheckMerges()
    {
        foreach (var (left, right) in Merges)
        {
            if (!Vocabulary.ContainsKey(left) || !Vocabulary.ContainsKey(right) || !Vocabulary.ContainsKey(left + right))
            {
                throw Wrong("merges", $"The merge of \"{left}\" and \"{right}\" needs a token that the vocabulary does not have.");
            }
        }
    }

    private InvalidInputException Wrong(string field, string message) => new(new Fault(file, null, field, message));
}
