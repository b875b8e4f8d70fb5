using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Tests.Containers;

/// <summary>An image comes from one engine to another, or it is said why not.</summary>
public sealed class ImageCarrierTests
{
    private const int Timeout = 60_000;
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly LanguageImage Image = new("codebench/python:abc", Digest);

    [Fact(Timeout = Timeout)]
    public async Task Image_IsGivenOnWhileItComes_SoThatNoneIsEverWholeInMemory()
    {
        await using var source = new ImageEngine { Pieces = 256 };
        await using var target = new ImageEngine();
        // Half of it is kept back until the other engine has some of it: who gathered it first would wait for ever.
        source.Middle = target.Taking;
        target.OnLoad = () => Loaded(target, Digest);
        await CarryAsync(source, target, TestContext.Current.CancellationToken);
        Assert.Equal(256L << 16, target.Taken);
        Assert.Equal(["repo=codebench/python&tag=abc"], target.Tags);

        // It is there now: nothing is carried.
        await CarryAsync(source, target, TestContext.Current.CancellationToken);
        Assert.Equal(256L << 16, target.Taken);
    }

    [Fact(Timeout = Timeout)]
    public async Task NameThatAnotherImageHas_StaysItsOwn()
    {
        await using var source = new ImageEngine();
        await using var target = new ImageEngine();
        target.Images[Image.Reference] = "sha256:another";
        target.OnLoad = () => Loaded(target, Digest);
        await CarryAsync(source, target, TestContext.Current.CancellationToken);
        Assert.Equal(["repo=codebench/python&tag=0123456789ab"], target.Tags);
    }

    [Fact(Timeout = Timeout)]
    public async Task EngineThatKnowsTheImageByAnotherDigest_IsNamedWithTheReason()
    {
        await using var source = new ImageEngine();
        await using var target = new ImageEngine();
        target.OnLoad = () => Loaded(target, "sha256:of-another-store");
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => CarryAsync(source, target, TestContext.Current.CancellationToken));
        Assert.Contains($"{target.Endpoint} took the image codebench/python:abc, but knows it by another digest than {Digest}", exception.Message, StringComparison.Ordinal);
        Assert.Empty(target.Tags);
    }

    [Fact(Timeout = Timeout)]
    public async Task EngineThatDoesNotTakeTheImage_IsNamedWithWhatItSays()
    {
        await using var source = new ImageEngine();
        await using var target = new ImageEngine { OnLoad = () => "{\"errorDetail\":{\"message\":\"no space left on device\"},\"error\":\"no space left on device\"}\n" };
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => CarryAsync(source, target, TestContext.Current.CancellationToken));
        Assert.Equal($"The container engine at {target.Endpoint} does not take the image codebench/python:abc: no space left on device", exception.Message);
    }

    private static string Loaded(ImageEngine engine, string digest)
    {
        engine.Images[digest] = digest;
        return $"{{\"stream\":\"Loaded image ID: {digest}\"}}\n";
    }

    private static async Task CarryAsync(ImageEngine source, ImageEngine target, CancellationToken cancellationToken)
    {
        await using var from = await source.ConnectAsync(cancellationToken);
        await using var to = await target.ConnectAsync(cancellationToken);
        await new ImageCarrier(new Progress<string>()).CarryAsync(Image, from, to, cancellationToken);
    }
}
