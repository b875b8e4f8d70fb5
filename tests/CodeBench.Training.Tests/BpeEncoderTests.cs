using CodeBench.Training.Tokens;

namespace CodeBench.Training.Tests;

public sealed class BpeEncoderTests
{
    private static readonly BpeVocabulary Vocabulary = BpeTrainer.Train(Starter.Problems.Select(problem => problem.Prompt), 500);

    [Fact]
    public void Decode_OfEncodedTexts_GivesThemBack()
    {
        var encoder = new BpeEncoder(Vocabulary);
        string[] texts = ["", " ", "\n\n    \t", "naïve Ω 漢字 🙂", "a'b \"c\" <|endoftext|>", .. Starter.Problems.Select(problem => problem.Prompt)];
        Assert.All(texts, text => Assert.Equal(text, encoder.Decode(encoder.Encode(text))));
        Assert.All(texts, text => Assert.DoesNotContain(Vocabulary.EndOfTextId, encoder.Encode(text)));
    }

    [Fact]
    public void Encode_EarlierMerge_GoesBeforeALaterOne()
    {
        var encoder = new BpeEncoder(new BpeVocabulary(
            [.. ByteAlphabet.Characters.Select(letter => letter.ToString()), "bc", "ab", BpeVocabulary.EndOfText], [("b", "c"), ("a", "b")]));
        Assert.Equal(['a', 256], encoder.Encode("abc"));
    }
}
