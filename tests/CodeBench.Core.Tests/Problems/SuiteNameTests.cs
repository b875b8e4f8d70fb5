using CodeBench.Core.Problems;

namespace CodeBench.Core.Tests.Problems;

public sealed class SuiteNameTests
{
    [Theory]
    [InlineData("humaneval", "humaneval", null)]
    [InlineData("humaneval+", "humaneval+", null)]
    [InlineData("mbpp@sanitized", "mbpp", "sanitized")]
    [InlineData("humaneval+@0.1.9", "humaneval+", "0.1.9")]
    [InlineData("humaneval~indentation-tab", "humaneval", null, "indentation-tab")]
    [InlineData("humaneval+@mini~wording-2", "humaneval+", "mini", "wording-2")]
    public void TryParse_Name_GivesSuiteVersionAndVariantAndPrintsTheSame(string text, string suite, string? version, string? variant = null)
    {
        Assert.True(SuiteName.TryParse(text, out var name));
        Assert.Equal(new SuiteName(suite, version, variant), name);
        Assert.Equal(text, name.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@sanitized")]
    [InlineData("mbpp@")]
    [InlineData("mbpp~")]
    [InlineData("mbpp~Tab")]
    [InlineData("mbpp~a~b")]
    [InlineData("mbpp~a@sanitized")]
    [InlineData("MBPP")]
    [InlineData("mbpp sanitized")]
    [InlineData("../mbpp")]
    [InlineData("mbpp\n")]
    public void TryParse_NoName_IsRefused(string? text) => Assert.False(SuiteName.TryParse(text, out _));

    [Fact]
    public void Part_OfAVariant_IsItsOwn()
    {
        var whole = new SuiteName("humaneval+", "mini", "docstring-quotes");

        Assert.Equal("humaneval+base@mini~docstring-quotes", whole.Part("base").ToString());
        Assert.Equal("base", whole.Part("base").PartIn(whole));
        Assert.Null(whole.Part("base").PartIn(whole with { PromptVariant = null }));
        Assert.Equal("humaneval+@mini", SuiteName.WithoutVariant(whole.ToString()));
    }

    [Fact]
    public void TryParse_SelectionWithLanguages_KeepsTheirOrder()
    {
        Assert.True(SuiteSelection.TryParse("multipl-e-humaneval@1:java, go", out var selection));
        Assert.Equal(new SuiteSelection(new SuiteName("multipl-e-humaneval", "1"), ["java", "go"]), selection);
        Assert.Equal("multipl-e-humaneval@1:java,go", selection.ToString());
    }

    [Fact]
    public void TryParse_SelectionWithoutLanguages_MeansAll()
    {
        Assert.True(SuiteSelection.TryParse("mbpp", out var selection));
        Assert.Empty(selection.Languages);
        Assert.Equal("mbpp", selection.ToString());
    }

    [Theory]
    [InlineData("mbpp:")]
    [InlineData("mbpp:python,")]
    [InlineData(":python")]
    public void TryParse_SelectionWithAnEmptyPart_IsRefused(string text) => Assert.False(SuiteSelection.TryParse(text, out _));
}
