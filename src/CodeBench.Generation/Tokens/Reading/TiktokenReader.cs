using System.Buffers.Text;
using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Splitting;
using Microsoft.ML.Tokenizers;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads a tokenizer.model in tiktoken's form, "base64 rank" on each line: Llama 3's, with its pattern and its special tokens.</summary>
internal static class TiktokenReader
{
    /// <summary>How many special tokens follow the ranks.</summary>
    private const int SpecialCount = 256;

    private static readonly string[] Named =
    [
        "<|begin_of_text|>", "<|end_of_text|>", "<|reserved_special_token_0|>", "<|reserved_special_token_1|>",
        "<|finetune_right_pad_id|>", "<|step_id|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", "<|eot_id|>",
        "<|python_tag|>", "<|image|>",
    ];

    /// <summary>Whether a file is of this form.</summary>
    /// <param name="first">The file's first bytes, up to a line's end or so.</param>
    public static bool Recognizes(ReadOnlySpan<byte> first)
    {
        var space = first.IndexOf((byte)' ');
        return space > 0 && Base64.IsValid(first[..space]);
    }

    /// <summary>The tokenizer.</summary>
    /// <exception cref="InvalidInputException">The file is damaged: the line is named.</exception>
    public static ReadTokenizer Read(CheckpointFiles files, string path)
    {
        var bytes = ReadRanks(path);
        var settings = AddedTokensReader.FromSettings(files.ReadJsonIfAny("tokenizer_config.json")).ToList();
        var first = bytes.Count;
        IReadOnlyList<AddedToken> added = settings.Count > 0
            ? settings
            : [.. SpecialNames().Select((name, i) => new AddedToken(first + i, name, Special: true))];
        foreach (var token in added)
        {
            bytes[token.Id] = token.Special ? [] : Encoding.UTF8.GetBytes(token.Content);
        }

        using var stream = File.OpenRead(path);
        var model = TiktokenTokenizer.Create(stream, preTokenizer: null, normalizer: null);
        var parts = new SplittingParts(added, text => text, [new TextSplit(KnownSplits.Llama3)], null, new TokenBytes(bytes));
        var tokenizer = new SplittingTokenizer("tokenizer.model, tiktoken with Llama 3's pattern", parts, model);
        return new ReadTokenizer(
            tokenizer,
            added.FirstOrDefault(token => token.Content == "<|begin_of_text|>")?.Id,
            [.. added.Where(token => token.Content is "<|end_of_text|>" or "<|eom_id|>" or "<|eot_id|>").Select(token => token.Id)]);
    }

    private static IEnumerable<string> SpecialNames() =>
        Named.Concat(Enumerable.Range(2, SpecialCount - Named.Length).Select(i => $"<|reserved_special_token_{i}|>"));

    private static Dictionary<int, byte[]> ReadRanks(string path)
    {
        var ranks = new Dictionary<int, byte[]>();
        var number = 0;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            number++;
            var parts = line.Split(' ');
            if (parts.Length != 2 || !Base64.IsValid(parts[0]) || parts[1] != $"{ranks.Count}")
            {
                throw new InvalidInputException(new Fault(
                    path, number, null, $"A token in base64, a space and its rank {ranks.Count} are expected."));
            }

            ranks[ranks.Count] = Convert.FromBase64String(parts[0]);
        }

        return ranks;
    }
}
