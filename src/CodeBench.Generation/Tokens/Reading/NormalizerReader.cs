using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Unicode;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads the normalizer of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    /// <summary>What is done to texts.</summary>
    /// <exception cref="InvalidInputException">A part is not understood: it is named.</exception>
    public static Func<string, string> Read(JsonNodeAt? normalizer)
    {
        switch (normalizer?.Type)
        {
            case null:
                return text => text;
            case "NFC":
                return CanonicalText.Compose;
            case "Sequence":
                var parts = normalizer.Need("normalizers").Items.Select(Read).ToList();
                return text => parts.Aggregate(text, (done, part) => part(done));
            default:
                throw normalizer.Wrong($"The normalizer {normalizer.Type} is not supported: NFC and Sequence are.");
        }
    }
}
