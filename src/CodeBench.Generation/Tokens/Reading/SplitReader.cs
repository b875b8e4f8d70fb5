using System.Text.RegularExpressions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Splitting;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads the pre_tokenizer of a tokenizer.json.</summary>
internal static class SplitReader
{
    /// <summary>The splits in order.</summary>
    /// <exception cref="InvalidInputException">A part is not understood: all such parts are named.</exception>
    public static IReadOnlyList<TextSplit> Read(JsonNodeAt? preTokenizer)
    {
        var faults = new FaultCollector();
        var splits = new List<TextSplit>();
        foreach (var part in Flatten(preTokenizer))
        {
            splits.AddRange(faults.Try(() => ReadOne(part)) ?? []);
        }

        faults.ThrowIfAny();
        return splits;
    }

    private static IEnumerable<JsonNodeAt> Flatten(JsonNodeAt? part) => part switch
    {
        null => [],
        { Type: "Sequence" } => part.Need("pretokenizers").Items.SelectMany(Flatten),
        _ => [part],
    };

    private static IReadOnlyList<TextSplit> ReadOne(JsonNodeAt part)
    {
        switch (part.Type)
        {
            case "ByteLevel" when part.Flag("add_prefix_space"):
                throw part.Wrong("A ByteLevel pre-tokenizer with add_prefix_space is not supported: it changes every prompt.");
            case "ByteLevel":
                // Absent means yes: older files do not have the field.
                return part["use_regex"] is null || part.Flag("use_regex") ? [new TextSplit(KnownSplits.Gpt2)] : [];
            case "Digits":
                return [new TextSplit(part.Flag("individual_digits") ? KnownSplits.Digit : KnownSplits.Digits)];
            case "Split":
                return [ReadSplit(part)];
            default:
                throw part.Wrong($"The pre-tokenizer {part.Type} is not supported: Sequence, Split, Digits and ByteLevel are.");
        }
    }

    private static TextSplit ReadSplit(JsonNodeAt part)
    {
        var pattern = part.Need("pattern");
        var regex = pattern["Regex"]?.Text ?? Regex.Escape(pattern.Need("String").Text);
        var behavior = part.Need("behavior");
        var inverts = part.Flag("invert");
        try
        {
            return behavior.Text switch
            {
                "Isolated" => new TextSplit(regex),
                "Removed" => new TextSplit(regex, keepsMatches: inverts, keepsRest: !inverts),
                _ => throw behavior.Wrong($"A Split that is {behavior.Text} is not supported: Isolated and Removed are."),
            };
        }
        catch (ArgumentException exception)
        {
            throw pattern.Wrong($"The pattern is not understood: {exception.Message}");
        }
    }
}
