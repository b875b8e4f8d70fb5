using CodeBench.Generation.Tokens.SentencePiece;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>
/// Finds out where a SentencePiece tokenizer puts a space before texts. add_prefix_space in tokenizer_config.json, where it says anything, decides
/// with legacy there; else a tokenizer.json, where it says anything; else the model with legacy.
/// </summary>
/// <remarks>
/// legacy alone tells what transformers' slow classes do. Llama 2 Chat has legacy false beside a tokenizer.json that puts a space before every
/// text, as its authors' own code does: it was trained on that.
/// </remarks>
internal static class PrefixRuleReader
{
    /// <summary>The rule.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="settings">Its tokenizer_config.json.</param>
    /// <param name="model">Its tokenizer.model.</param>
    /// <exception cref="CodeBench.Core.Faults.InvalidInputException">A file is damaged, or says what is not understood.</exception>
    public static PrefixRule Read(CheckpointFiles files, JsonNodeAt? settings, PieceModel model)
    {
        var isSaid = settings?["add_prefix_space"] is not null;
        if (!isSaid && files.ReadJsonIfAny(TokenizerJsonReader.FileName) is { } json
            && (OfNormalizer(json["normalizer"]) ?? OfPreTokenizer(json["pre_tokenizer"])) is { } rule)
        {
            return rule;
        }

        var isWanted = isSaid ? settings!.Flag("add_prefix_space") : model.AddsDummyPrefix;
        var isLegacy = settings?["legacy"] is null || settings.Flag("legacy");
        return !isWanted ? PrefixRule.None : isLegacy ? PrefixRule.EveryText : PrefixRule.FirstText;
    }

    // Texts are cut at special tokens first, then each is normalized by itself.
    private static PrefixRule? OfNormalizer(JsonNodeAt? normalizer) => normalizer?.Type switch
    {
        "Prepend" => PrefixRule.EveryText,
        "Sequence" => First(normalizer.Need("normalizers"), OfNormalizer),
        _ => null,
    };

    private static PrefixRule? OfPreTokenizer(JsonNodeAt? splitter) => splitter?.Type switch
    {
        "Metaspace" => OfMetaspace(splitter),
        "Sequence" => First(splitter.Need("pretokenizers"), OfPreTokenizer),
        _ => null,
    };

    private static PrefixRule OfMetaspace(JsonNodeAt metaspace)
    {
        // Files of the first years have this in place of a scheme.
        if (metaspace["add_prefix_space"] is not null && !metaspace.Flag("add_prefix_space"))
        {
            return PrefixRule.None;
        }

        const string Scheme = "prepend_scheme";
        return metaspace[Scheme]?.Text switch
        {
            null or "always" => PrefixRule.EveryText,
            "first" => PrefixRule.FirstText,
            "never" => PrefixRule.None,
            var other => throw metaspace[Scheme]!.Wrong($"The scheme {other} is not supported: always, first and never are."),
        };
    }

    private static PrefixRule? First(JsonNodeAt parts, Func<JsonNodeAt?, PrefixRule?> read) =>
        parts.Items.Select(read).FirstOrDefault(rule => rule is not null);
}
