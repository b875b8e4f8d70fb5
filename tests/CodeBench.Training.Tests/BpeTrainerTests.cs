using CodeBench.Training.Tokens;

namespace CodeBench.Training.Tests;

public sealed class BpeTrainerTests
{
    [Fact]
    public void Train_FrequentPair_IsMergedFirst()
    {
        var vocabulary = BpeTrainer.Train(["aab aab aab", "ab"], 259);
        Assert.Equal([("a", "b"), ("a", "ab")], vocabulary.Merges);
        Assert.Equal(["ab", "aab", BpeVocabulary.EndOfText], vocabulary.Tokens.Skip(256));
        Assert.Equal(258, vocabulary.EndOfTextId);
    }

    [Fact]
    public void Train_EquallyFrequentPairs_TheSmallerIdsGoFirst() =>
        Assert.Equal([("a", "b")], BpeTrainer.Train(["xy xy", "ab", "ab"], 258).Merges);

    [Fact]
    public void Train_NoPairComesTwice_StopsEarly() => Assert.Equal(257, BpeTrainer.Train(["abc"], 300).Tokens.Count);

    [Fact]
    public void Train_SameTextsTwice_GivesTheSameVocabulary()
    {
        var texts = Starter.Problems.Select(problem => problem.Prompt).ToList();
        var (first, second) = (BpeTrainer.Train(texts, 400), BpeTrainer.Train(texts, 400));
        Assert.Equal(400, first.Tokens.Count);
        Assert.Equal(first.Tokens, second.Tokens);
        Assert.Equal(first.Merges, second.Merges);
        Assert.Equal(400, first.Tokens.Distinct().Count());
    }

    [Fact]
    public void Characters_OfAllBytes_AreVisibleAndDistinct()
    {
        Assert.Equal(256, ByteAlphabet.Characters.Distinct().Count());
        Assert.Equal('Ġ', ByteAlphabet.Characters[' ']);
        Assert.Equal('Ċ', ByteAlphabet.Characters['\n']);
        Assert.DoesNotContain(ByteAlphabet.Characters, char.IsWhiteSpace);
    }
}
