using CodeBench.Core.Faults;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads a tokenizer.json, the form of the "fast" tokenizers, of byte-level BPE.</summary>
internal static class TokenizerJsonReader
{
    /// <summary>The file's name.</summary>
    public const string FileName = "tokenizer.json";

    /// <summary>The tokenizer.</summary>
    /// <exception cref="InvalidInputException">Parts are not understood: all of them are named.</exception>
    public static ReadTokenizer Read(CheckpointFiles files)
    {
        var root = files.ReadJson(FileName);
        var faults = new FaultCollector();
        var model = root.Need("model");
        var added = faults.Try(() => ReadAdded(root["added_tokens"]));
        var normalize = faults.Try(() => NormalizerReader.Read(root["normalizer"]));
        var splits = faults.Try(() => SplitReader.Read(root["pre_tokenizer"]));
        var vocabulary = faults.Try(() => ReadVocabulary(model));
        var merges = faults.Try(() => ReadMerges(model));
        faults.Try(() => CheckModel(model));
        faults.Try(() => CheckDecoder(root));
        var bos = faults.Try(() => new[] { PostProcessorReader.ReadBos(root["post_processor"]) });
        faults.ThrowIfAny();
        var tokenizer = new ByteLevelBuilder(root.File)
        {
            Vocabulary = vocabulary!,
            Merges = merges!,
            Added = added!,
            Normalize = normalize!,
            Splits = splits!,
            IgnoresMerges = model.Flag("ignore_merges"),
        }.Build("tokenizer.json, byte-level BPE");
        return new ReadTokenizer(tokenizer, bos![0], []);
    }

    private static IReadOnlyList<AddedToken> ReadAdded(JsonNodeAt? tokens) => tokens is null ? [] : [.. tokens.Items.Select(token =>
    {
        if (token.Flag("single_word"))
        {
            throw token.Wrong("An added token with single_word is not supported.");
        }

        var content = token.Need("content").Text;
        return content.Length == 0
            ? throw token.Wrong("An added token has no text.")
            : new AddedToken(
                token.Need("id").Id, content, token.Flag("special"), token.Flag("normalized"), token.Flag("lstrip"), token.Flag("rstrip"));
    })];

    private static Dictionary<string, int> ReadVocabulary(JsonNodeAt model) =>
        model.Need("vocab").Members.ToDictionary(member => member.Name, member => member.Node.Id, StringComparer.Ordinal);

    private static List<(string Left, string Right)> ReadMerges(JsonNodeAt model) => [.. model.Need("merges").Items.Select(merge =>
    {
        var parts = merge.Value.ValueKind == System.Text.Json.JsonValueKind.Array
            ? merge.Items.Select(part => part.Text).ToArray()
            : merge.Text.Split(' ');
        return parts.Length == 2 ? (parts[0], parts[1]) : throw merge.Wrong("A merge is of two tokens.");
    })];

    private static JsonNodeAt CheckModel(JsonNodeAt model)
    {
        // Files of the first years have no type: they were all BPE.
        if (model["type"] is { Text: not "BPE" } type)
        {
            throw type.Wrong($"The model {type.Text} is not supported: BPE is.");
        }

        if (model.Flag("byte_fallback"))
        {
            throw model.Wrong("BPE with byte_fallback is not supported here: put the checkpoint's tokenizer.model (SentencePiece) beside it.");
        }

        foreach (var name in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (model[name] is { Text.Length: > 0 } own)
            {
                throw own.Wrong("This is not supported where it is not empty.");
            }
        }

        return model["dropout"] is { } dropout && dropout.Value.GetRawText() is not ("0" or "0.0")
            ? throw dropout.Wrong("A dropout is not supported: it makes tokens by chance.")
            : model;
    }

    private static JsonNodeAt CheckDecoder(JsonNodeAt root) => root["decoder"] is { Type: not "ByteLevel" } decoder
        ? throw decoder.Wrong($"The decoder {decoder.Type} is not supported: ByteLevel is.")
        : root;
}
