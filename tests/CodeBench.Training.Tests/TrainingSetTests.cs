using CodeBench.Training.Learning;

namespace CodeBench.Training.Tests;

public sealed class TrainingSetTests
{
    private static readonly TrainingText[][] Prompts =
        [[new([1], 0, 0.9), new([2], 0, 0.1)], [new([3, 4], 1, 1)], [new([5], 0, 1)]];

    [Fact]
    public void Draw_AsManyAsPrompts_TakesEachOnce()
    {
        var set = new TrainingSet(Prompts, new Random(1));
        for (var round = 0; round < 20; round++)
        {
            var drawn = set.Draw(3);
            Assert.All(Prompts, texts => Assert.Single(drawn, texts.Contains));
        }
    }

    [Fact]
    public void Draw_Often_FollowsTheShares()
    {
        var drawn = new TrainingSet(Prompts, new Random(1)).Draw(3000);
        Assert.InRange(drawn.Count(text => text.Ids[0] == 2), 60, 140);
    }

    [Fact]
    public void Draw_SameSeed_SameTexts() => Assert.Equal(
        new TrainingSet(Prompts, new Random(7)).Draw(50).Select(text => text.Ids[0]),
        new TrainingSet(Prompts, new Random(7)).Draw(50).Select(text => text.Ids[0]));

    [Fact]
    public void LongestText_IsCountedInTokens() => Assert.Equal(2, new TrainingSet(Prompts, new Random(1)).LongestText);
}
