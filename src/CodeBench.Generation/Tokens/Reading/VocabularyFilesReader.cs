using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Splitting;
using CodeBench.Generation.Tokens.Unicode;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>
/// Reads vocab.json and merges.txt. Added tokens are those of added_tokens.json (text to id), of added_tokens_decoder in
/// tokenizer_config.json, and of special_tokens.json (id, content, type; bos, eos, add_bos; pre_tokenizer_name), as far as these are there.
/// How texts are cut is what pre_tokenizer_name says, else what tokenizer_class in tokenizer_config.json means, else GPT-2's way.
/// </summary>
internal static class VocabularyFilesReader
{
    /// <summary>The tokens' file.</summary>
    public const string VocabularyFile = "vocab.json";

    /// <summary>The merges' file.</summary>
    public const string MergesFile = "merges.txt";

    private const string SpecialsFile = "special_tokens.json";

    /// <summary>The tokenizer.</summary>
    /// <exception cref="InvalidInputException">Parts are not understood: all of them are named.</exception>
    public static ReadTokenizer Read(CheckpointFiles files)
    {
        var faults = new FaultCollector();
        var vocabulary = faults.Try(() => files.ReadJson(VocabularyFile).Members
            .ToDictionary(member => member.Name, member => member.Node.Id, StringComparer.Ordinal));
        var merges = faults.Try(() => ReadMerges(files.Use(MergesFile)));
        var specials = faults.Try(() => new[] { files.ReadJsonIfAny(SpecialsFile) });
        var settings = faults.Try(() => new[] { files.ReadJsonIfAny("tokenizer_config.json") });
        faults.ThrowIfAny();
        var added = faults.Try(() => AddedTokensReader.Read(files, specials![0], settings![0]));
        var way = faults.Try(() => WayOf(specials![0], settings![0]));
        faults.ThrowIfAny();
        var tokenizer = new ByteLevelBuilder(files.Use(VocabularyFile))
        {
            Vocabulary = vocabulary!,
            Merges = merges!,
            Added = added!,
            Normalize = way is "qwen2" ? CanonicalText.Compose : text => text,
            Splits = KnownSplits.Find(way!)!,
        }.Build($"vocab.json and merges.txt, {way}");
        var wantsBos = specials![0]?.Flag("add_bos") ?? false;
        return new ReadTokenizer(
            tokenizer, wantsBos ? specials[0]!.Need("bos").Id : null, specials[0]?["eos"] is { } eos ? [eos.Id] : []);
    }

    private static string WayOf(JsonNodeAt? specials, JsonNodeAt? settings)
    {
        if (specials?["pre_tokenizer_name"] is { } name)
        {
            return KnownSplits.Find(name.Text) is not null
                ? name.Text
                : throw name.Wrong($"The pre-tokenizer {name.Text} is not supported: {string.Join(", ", KnownSplits.Names)} are.");
        }

        return settings?["tokenizer_class"] switch
        {
            null or { Text: "GPT2Tokenizer" or "GPT2TokenizerFast" or "CodeGenTokenizer" or "CodeGenTokenizerFast" } => "gpt-2",
            { Text: "Qwen2Tokenizer" or "Qwen2TokenizerFast" } => "qwen2",
            var other => throw other.Wrong($"How a {other.Text} cuts texts is not known: put the checkpoint's tokenizer.json beside it."),
        };
    }

    private static List<(string Left, string Right)> ReadMerges(string path)
    {
        var merges = new List<(string Left, string Right)>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }

            merges.Add(line.Split(' ') is [var left, var right]
                ? (left, right)
                : throw new InvalidInputException(new Fault(path, number, null, "Two tokens with a space between are expected.")));
        }

        return merges;
    }
}
