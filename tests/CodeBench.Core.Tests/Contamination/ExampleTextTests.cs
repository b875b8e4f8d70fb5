using CodeBench.Core.Contamination;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Contamination;

public sealed class ExampleTextTests
{
    [Fact]
    public void Text_IsThePromptAndTheReference()
    {
        var set = TestSuites.Library(null).Load(new("starter", null), ["python"])[0];
        var text = ExampleText.Of(set.Suite, set.Problems[0]);
        Assert.Equal((set.Problems[0].TaskId, (string)set.Problems[0].Fields["prompt"], set.Problems[0].Reference), (text.TaskId, text.Prompt, text.Solution));
    }

    [Fact]
    public void Prompt_IsThatWithoutSolvedExamples()
    {
        var set = TestSuites.Require("mbpp", "mbpp");
        var problem = set.Problems[0];
        var text = ExampleText.Of(set.Suite, problem);
        Assert.Contains((string)problem.Fields["text"], text.Prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("[BEGIN]", text.Prompt, StringComparison.Ordinal);
    }
}
