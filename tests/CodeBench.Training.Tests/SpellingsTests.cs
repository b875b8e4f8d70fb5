using CodeBench.Training.Corpus;

namespace CodeBench.Training.Tests;

public sealed class SpellingsTests
{
    [Fact]
    public void Of_LocalAndAugmentedAssignment_GivesFourSpellings() => Assert.Equal(
        [
            "    total = 0\n    for x in xs:\n        total += x\n    return total\n",
            "    amount = 0\n    for x in xs:\n        amount += x\n    return amount\n",
            "    total = 0\n    for x in xs:\n        total = total + x\n    return total\n",
            "    amount = 0\n    for x in xs:\n        amount = amount + x\n    return amount\n",
        ],
        Spellings.Of("def f(xs: List[int]) -> int:\n", "    total = 0\n    for x in xs:\n        total += x\n    return total\n"));

    [Theory]
    [InlineData("def f(total: int) -> int:\n", "    return total\n")]
    [InlineData("def f(xs: List[int]) -> int:\n", "    return xs.count(0)\n")]
    [InlineData("def f() -> str:\n", "    return \"total\"\n")]
    [InlineData("def f(amount: int) -> str:\n", "    total = amount\n    return total\n")]
    public void Of_ParametersAttributesTextsAndTakenNames_StayAsTheyAre(string prompt, string body) =>
        Assert.Equal([body], Spellings.Of(prompt, body));
}
